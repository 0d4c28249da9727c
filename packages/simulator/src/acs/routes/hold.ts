import { z } from "zod";
import { callRoute } from "../api/call-route.js";
import type { AcsRoute } from "../api/route.js";
import { recordOf } from "../calls/connection.js";
import { sendHoldFailed } from "../notify/media.js";
import { identifierSchema } from "../wire/identifier.js";
import { playSourceSchema, promptOf } from "../wire/play-source.js";
import { examplePhone, exampleTeamsExtension, operationMembers } from "../wire/schemas.js";
import { mustBeCompatible, targetLeg } from "./targets.js";

const notSimulated = {
  "TargetParticipant.TeamsExtensionUser": { targetParticipant: exampleTeamsExtension },
};

/**
 * Puts a participant on hold, with a prompt or music. 200; ParticipantsUpdated is the only event of success (observed), and HoldFailed says that
 * the prompt cannot be played. Again: only the prompt changes (ours).
 */
const hold = callRoute({
  operation: "CallMedia_Hold",
  title: "Hold",
  needs: "connected",
  body: {
    schema: z.strictObject({
      targetParticipant: identifierSchema,
      playSourceInfo: playSourceSchema.nullish(),
      ...operationMembers,
    }),
    sample: { targetParticipant: examplePhone },
    notSimulated: {
      ...notSimulated,
      "PlaySourceInfo.Text.CustomVoiceEndpointId": {
        playSourceInfo: { kind: "text", text: { text: "Hello", customVoiceEndpointId: "v" } },
      },
    },
  },
  status: 200,
  handle({ connection, leg, body }, acs) {
    const { party } = targetLeg(acs, leg, body.targetParticipant, "TargetParticipant");
    mustBeCompatible(acs, leg);
    const prompt = body.playSourceInfo ? promptOf(body.playSourceInfo) : undefined;
    const length = acs.engine.bots.hold(leg.id, { party, prompt });
    if (!length.ok) sendHoldFailed(acs, connection, leg, recordOf(connection, body), length.reason);
    return undefined;
  },
});

/** Takes a participant back. 200; ParticipantsUpdated follows, or nothing when they were not on hold (ours). */
const unhold = callRoute({
  operation: "CallMedia_Unhold",
  title: "Unhold",
  needs: "connected",
  body: {
    schema: z.strictObject({ targetParticipant: identifierSchema, ...operationMembers }),
    sample: { targetParticipant: examplePhone },
    notSimulated,
  },
  status: 200,
  handle({ leg, body }, acs) {
    const { party, onHold } = targetLeg(acs, leg, body.targetParticipant, "TargetParticipant");
    mustBeCompatible(acs, leg);
    if (onHold) acs.engine.bots.unhold(leg.id, party);
    return undefined;
  },
});

export const holdRoutes: readonly AcsRoute[] = [hold, unhold];
