import { callRoute } from "../api/call-route.js";
import { type AcsRoute, noBody } from "../api/route.js";
import { participantOf, present } from "../calls/connection.js";
import { AcsError } from "../wire/errors.js";
import { partyOfRawId } from "../wire/identifier.js";

/** All participants, the bot included. One page. */
const getParticipants = callRoute({
  operation: "CallConnection_GetParticipants",
  title: "List participants",
  body: noBody,
  status: 200,
  handle({ leg }, acs) {
    const legs = present(acs.engine.calls.ofLeg(leg.id)?.legs ?? []);
    return { value: legs.map((one) => participantOf(one, acs.identities)) };
  },
});

/** One participant by raw id. 404 8558 when it is not there (the subcode is documented, its use here is ours). */
const getParticipant = callRoute({
  operation: "CallConnection_GetParticipant",
  title: "Get participant",
  body: noBody,
  status: 200,
  handle({ leg, param }, acs) {
    const rawId = param("participantRawId");
    const legs = present(acs.engine.calls.ofLeg(leg.id)?.legs ?? []);
    const found = acs.identities.find(legs, partyOfRawId(rawId));
    if (!found) throw new AcsError(404, "8558", `Participant not present: ${rawId}.`);
    return participantOf(found, acs.identities);
  },
});

export const participantRoutes: readonly AcsRoute[] = [getParticipants, getParticipant];
