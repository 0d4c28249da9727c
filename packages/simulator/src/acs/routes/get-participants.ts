import { participantOf, present } from "../participants.js";
import { type AcsRoute, param } from "../route.js";

/** Everybody in the call, the bot among them. One page. */
export const getParticipants: AcsRoute = {
  id: "CallConnection_GetParticipants",
  title: "List participants",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    const legs = present(state.context.engine.calls.ofLeg(leg.id)?.legs ?? []);
    const value = legs.map((one) => participantOf(one, state.identities));
    return { status: 200, body: { value }, callId: leg.callId, botId: connection.botId };
  },
};
