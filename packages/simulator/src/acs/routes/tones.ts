import { z } from "zod";
import { callRoute } from "../api/call-route.js";
import { operationRoute } from "../api/operation-route.js";
import type { AcsRoute } from "../api/route.js";
import { recordOf } from "../calls/connection.js";
import { sendDtmfStopped } from "../notify/media.js";
import { invalidArgument } from "../wire/errors.js";
import { identifierSchema } from "../wire/identifier.js";
import { examplePhone, exampleTeamsExtension, operationMembers } from "../wire/schemas.js";
import { toneSchema } from "../wire/tone.js";
import { mustBeCompatible, targetLeg } from "./targets.js";

const teamsExtensionTarget = {
  "TargetParticipant.TeamsExtensionUser": { targetParticipant: exampleTeamsExtension },
};

const sendDtmfSchema = z.strictObject({
  tones: z.array(toneSchema).min(1).max(18),
  targetParticipant: identifierSchema,
  ...operationMembers,
});

/** Sends up to 18 tones to one participant. 202; SendDtmfTonesCompleted or SendDtmfTonesFailed. */
const sendDtmfTones = operationRoute({
  operation: "CallMedia_SendDtmfTones",
  title: "Send DTMF tones",
  body: {
    schema: sendDtmfSchema,
    sample: { tones: ["one"], targetParticipant: examplePhone },
    notSimulated: teamsExtensionTarget,
  },
  answers: "context",
  act({ leg, body }, operationId, acs) {
    const target = targetLeg(acs, leg, body.targetParticipant, "TargetParticipant");
    mustBeCompatible(acs, leg);
    const [first, ...rest] = body.tones;
    if (!first) throw invalidArgument("The field Tones is invalid: it is empty.");
    acs.engine.media.sendTones(leg.id, { operationId, tones: [first, ...rest], to: target.party });
  },
});

const continuousDtmf = {
  schema: z.strictObject({ targetParticipant: identifierSchema, ...operationMembers }),
  sample: { targetParticipant: examplePhone },
  notSimulated: teamsExtensionTarget,
};

/** Begins to report the keys of one participant. 200; a ContinuousDtmfRecognitionToneReceived for each. Again: takes the place of the first. */
const startContinuousDtmf = callRoute({
  operation: "CallMedia_StartContinuousDtmfRecognition",
  title: "Start continuous DTMF recognition",
  needs: "connected",
  body: continuousDtmf,
  status: 200,
  handle({ connection, leg, body }, acs) {
    const target = targetLeg(acs, leg, body.targetParticipant, "TargetParticipant").party;
    const sequence = connection.toneWatch?.sequence ?? 0;
    connection.toneWatch = { ...recordOf(connection, body), target, sequence };
    acs.engine.media.hearTones(leg.id);
    return undefined;
  },
});

/** Stops reporting keys. 200, then ContinuousDtmfRecognitionStopped (observed); nothing when it was not running (ours). */
const stopContinuousDtmf = callRoute({
  operation: "CallMedia_StopContinuousDtmfRecognition",
  title: "Stop continuous DTMF recognition",
  needs: "connected",
  body: continuousDtmf,
  status: 200,
  handle({ connection, leg, body }, acs) {
    targetLeg(acs, leg, body.targetParticipant, "TargetParticipant");
    if (connection.toneWatch) {
      acs.engine.media.stopHearingTones(leg.id);
      delete connection.toneWatch;
      sendDtmfStopped(acs, connection, leg, recordOf(connection, body), "stopped");
    }
    return undefined;
  },
});

export const toneRoutes: readonly AcsRoute[] = [sendDtmfTones, startContinuousDtmf, stopContinuousDtmf];
