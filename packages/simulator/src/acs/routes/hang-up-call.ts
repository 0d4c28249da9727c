import { type AcsRoute, param } from "../route.js";

/** The bot leaves the call. 204, then CallDisconnected. */
export const hangUpCall: AcsRoute = {
  id: "CallConnection_HangupCall",
  title: "Hang up",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    state.context.engine.bots.hangUp(leg.id);
    return { status: 204, callId: leg.callId, botId: connection.botId };
  },
};
