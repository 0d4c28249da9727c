import { z } from "zod";
import { callRoute } from "../api/call-route.js";
import { type AcsRoute, noBody } from "../api/route.js";
import { participantOf, present, recordOf } from "../calls/connection.js";
import { sendNotRemoved, sendRemoved } from "../notify/people.js";
import { AcsError, invalidArgument, participantNotPresent } from "../wire/errors.js";
import { identifierSchema, partyOf, partyOfRawId, rawIdOf } from "../wire/identifier.js";
import { examplePhone, exampleTeamsExtension, exampleUser, operationMembers } from "../wire/schemas.js";
import { targetLeg } from "./targets.js";

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

/**
 * Takes a participant out. 202; RemoveParticipantSucceeded, or RemoveParticipantFailed for one who has left already (ours). One who was
 * never there is refused.
 */
const removeParticipant = callRoute({
  operation: "CallConnection_RemoveParticipant",
  title: "Remove participant",
  needs: "connected",
  body: {
    schema: z.strictObject({ participantToRemove: identifierSchema, ...operationMembers }),
    sample: { participantToRemove: examplePhone },
    notSimulated: {
      "ParticipantToRemove.TeamsExtensionUser": { participantToRemove: exampleTeamsExtension },
    },
  },
  status: 202,
  handle({ connection, leg, body }, acs) {
    const party = partyOf(body.participantToRemove, "ParticipantToRemove");
    const others = (acs.engine.calls.ofLeg(leg.id)?.legs ?? []).filter((one) => one.id !== leg.id);
    const record = recordOf(connection, body);
    const target = acs.identities.find(present(others), party);
    if (target) {
      // Said first: the removal may end the call, and nothing is said of a call after its end.
      sendRemoved(acs, connection, leg, acs.identities.shown(target), record);
      acs.engine.bots.remove(leg.id, target.party);
    } else {
      const left = others.filter((one) => one.connectedAt !== undefined);
      if (!acs.identities.find(left, party)) throw participantNotPresent(rawIdOf(party));
      sendNotRemoved(acs, connection, leg, party, record);
    }
    return body.operationContext ? { operationContext: body.operationContext } : {};
  },
});

/** Mutes one communication user (documented: others cannot be muted, and no one can be unmuted). 200, then ParticipantsUpdated. */
const muteParticipant = callRoute({
  operation: "CallConnection_Mute",
  title: "Mute participant",
  needs: "connected",
  body: {
    schema: z.strictObject({
      targetParticipants: z.array(identifierSchema).length(1),
      operationContext: z.string().nullish(),
    }),
    sample: { targetParticipants: [exampleUser] },
    notSimulated: {
      "TargetParticipants[0].TeamsExtensionUser": { targetParticipants: [exampleTeamsExtension] },
    },
  },
  status: 200,
  handle({ leg, body }, acs) {
    for (const [index, identifier] of body.targetParticipants.entries()) {
      const target = targetLeg(acs, leg, identifier, `TargetParticipants[${index}]`);
      if (acs.identities.shown(target).kind !== "communication-user") {
        throw invalidArgument(`The field TargetParticipants[${index}] is invalid: only ACS users can be muted.`);
      }
      acs.engine.bots.setMuted(leg.id, true, target.party);
    }
    return body.operationContext ? { operationContext: body.operationContext } : {};
  },
});

/** Brings one participant over from another call of the resource. 202; MoveParticipantSucceeded or MoveParticipantFailed. */
const moveParticipants = callRoute({
  operation: "CallConnection_MoveParticipants",
  title: "Move participants here",
  needs: "connected",
  body: {
    schema: z.strictObject({
      targetParticipants: z.array(identifierSchema).length(1),
      fromCall: z.string().min(1),
      ...operationMembers,
    }),
    sample: { targetParticipants: [exampleUser], fromCall: "00000000-0000-4000-8000-000000000000" },
    notSimulated: {
      "TargetParticipants[0].TeamsExtensionUser": { targetParticipants: [exampleTeamsExtension] },
    },
  },
  status: 202,
  handle({ connection, leg, body }, acs) {
    const { fromCall, operationContext } = body;
    const from = acs.connection(fromCall).leg;
    for (const [index, identifier] of body.targetParticipants.entries()) {
      const { party } = targetLeg(acs, from, identifier, `TargetParticipants[${index}]`);
      const operationId = acs.random.id();
      acs.engine.bots.move(leg.id, { operationId, fromLegId: from.id, party });
      connection.operations.set(operationId, { ...recordOf(connection, body), fromCall });
    }
    const here = present(acs.engine.calls.ofLeg(leg.id)?.legs ?? []);
    return {
      participants: here.map((one) => participantOf(one, acs.identities)),
      ...(operationContext ? { operationContext } : {}),
      fromCall,
    };
  },
});

export const participantRoutes: readonly AcsRoute[] = [
  getParticipants,
  getParticipant,
  removeParticipant,
  muteParticipant,
  moveParticipants,
];
