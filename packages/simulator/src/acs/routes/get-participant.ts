import { AcsError } from "../acs-error.js";
import { participantOf, present } from "../participants.js";
import { type AcsRoute, param } from "../route.js";
import { partyOfRawId } from "../wire/identifier.js";

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
