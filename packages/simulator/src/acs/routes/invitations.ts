import { z } from "zod";
import type { Party } from "../../engine/party.js";
import { callRoute } from "../api/call-route.js";
import { operationRoute } from "../api/operation-route.js";
import type { AcsRoute } from "../api/route.js";
import { recordOf } from "../calls/connection.js";
import { sendTooLate } from "../notify/people.js";
import { invalidArgument } from "../wire/errors.js";
import { dialedParty, identifierOf, identifierSchema } from "../wire/identifier.js";
import { exampleTeamsExtension, operationMembers, phoneNumberSchema } from "../wire/schemas.js";
import { ringMsFor } from "./targets.js";

const addSchema = z.strictObject({
  participantToAdd: identifierSchema,
  sourceCallerIdNumber: phoneNumberSchema.nullish(),
  sourceDisplayName: z.string().nullish(),
  invitationTimeoutInSeconds: z.number().int().min(0).max(180).nullish(),
  ...operationMembers,
});

/** Invites one participant. 202 with the id of the invitation; AddParticipantSucceeded, AddParticipantFailed or, canceled, neither. */
const addParticipant = operationRoute({
  operation: "CallConnection_AddParticipant",
  title: "Add participant",
  body: {
    schema: addSchema,
    sample: {
      participantToAdd: { phoneNumber: { value: "+14255550102" } },
      sourceCallerIdNumber: { value: "+14255550100" },
    },
    notSimulated: {
      CustomCallingContext: { customCallingContext: { sipHeaders: { "X-a": "b" } } },
      "ParticipantToAdd.TeamsExtensionUser": { participantToAdd: exampleTeamsExtension },
    },
  },
  answers: "context",
  act({ connection, leg, body }, operationId, acs) {
    const invitee = dialedParty(body.participantToAdd, "ParticipantToAdd");
    const number = body.sourceCallerIdNumber?.value;
    if (number === undefined && invitee.kind === "phone") {
      throw invalidArgument("The field SourceCallerIdNumber is invalid: a call to a phone number needs it.");
    }
    const call = acs.engine.calls.ofLeg(leg.id);
    if (invitee.kind === "phone" && call && acs.rooms.ofMeeting(call.meetingId)?.pstnDialOutEnabled === false) {
      throw invalidArgument("The field ParticipantToAdd is invalid: the room has no PSTN dial-out enabled.");
    }
    const self: Party = { kind: "communication-user", id: connection.self };
    acs.engine.bots.invite(leg.id, {
      operationId,
      invitee,
      // Zero is no time to ring in: it counts as absent (ours).
      ringMs: body.invitationTimeoutInSeconds ? body.invitationTimeoutInSeconds * 1000 : ringMsFor(invitee),
      from: number === undefined ? self : { kind: "phone", number },
      fromName: body.sourceDisplayName ?? undefined,
    });
  },
  answer: ({ body }, invitationId) => ({
    participant: {
      identifier: identifierOf(dialedParty(body.participantToAdd, "ParticipantToAdd")),
      isMuted: false,
      isOnHold: false,
    },
    invitationId,
  }),
});

/** Takes an invitation back. 202; CancelAddParticipantSucceeded or, too late, CancelAddParticipantFailed. */
const cancelAddParticipant = callRoute({
  operation: "CallConnection_CancelAddParticipant",
  title: "Cancel add participant",
  needs: "connected",
  body: {
    schema: z.strictObject({ invitationId: z.string().min(1), ...operationMembers }),
    sample: { invitationId: "00000000-0000-4000-8000-000000000000" },
  },
  status: 202,
  handle({ connection, leg, body }, acs) {
    const { invitationId, operationContext } = body;
    const cancellation = recordOf(connection, body);
    const invitation = connection.operations.get(invitationId);
    if (invitation) {
      invitation.canceledBy = cancellation;
      acs.engine.bots.cancelInvite(leg.id, invitationId);
    } else {
      sendTooLate(acs, connection, leg, invitationId, cancellation);
    }
    return { invitationId, ...(operationContext ? { operationContext } : {}) };
  },
});

export const invitationRoutes: readonly AcsRoute[] = [addParticipant, cancelAddParticipant];
