import { type AcsRoute, param } from "../route.js";

/** Ends the call for everybody. 204, then CallDisconnected; a second time 404 8522 (observed). */
export const terminateCall: AcsRoute = {
  id: "CallConnection_TerminateCall",
  title: "Hang up for everyone",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    state.context.engine.bots.hangUp(leg.id, true);
    return { status: 204, callId: leg.callId, botId: connection.botId };
  },
};
