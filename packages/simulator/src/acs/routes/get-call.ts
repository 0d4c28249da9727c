import { callProperties, stateOf } from "../call-properties.js";
import { type AcsRoute, param } from "../route.js";

/** Reads a call that is under way; 404 8522 afterwards. */
export const getCall: AcsRoute = {
  id: "CallConnection_GetCall",
  title: "Get call",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    return {
      status: 200,
      body: callProperties(connection, leg, stateOf(leg)),
      callId: leg.callId,
      botId: connection.botId,
    };
  },
};
