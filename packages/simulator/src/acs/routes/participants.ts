import { type AcsRoute, param } from "../api/route.js";
import { participantOf, present } from "../calls/connection.js";
import { AcsError } from "../wire/errors.js";
import { partyOfRawId } from "../wire/identifier.js";

/** All participants, the bot included. One page. */
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

/** One participant by raw id. 404 8558 when it is not there (the subcode is documented, its use here is ours). */
export const getParticipant: AcsRoute = {
  id: "CallConnection_GetParticipant",
  title: "Get participant",
  tag: "documented",
  handle(request, state) {
    const { connection, leg } = state.connection(param(request, "callConnectionId"));
    const rawId = param(request, "participantRawId");
    const legs = present(state.context.engine.calls.ofLeg(leg.id)?.legs ?? []);
    const found = state.identities.find(legs, partyOfRawId(rawId));
    if (!found) throw new AcsError(404, "8558", `Participant not present: ${rawId}.`);
    return { status: 200, body: participantOf(found, state.identities), callId: leg.callId, botId: connection.botId };
  },
};
