import { type AcsRoute, param } from "../route.js";
import { mustBeConnected } from "./media-target.js";

/** Cancels everything that plays or waits. 202; PlayCanceled for each. */
export const cancelAllMediaOperations: AcsRoute = {
  id: "CallMedia_CancelAllMediaOperations",
  title: "Cancel all media operations",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    mustBeConnected(leg);
    state.context.engine.media.cancel(leg.id);
    return { status: 202, callId: leg.callId, botId: connection.botId };
  },
};
