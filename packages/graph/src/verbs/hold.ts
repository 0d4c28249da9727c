import { defineVerb } from "@trunkline/core";
import { z } from "zod";
import { onParticipant, participantPermission, refuseWithoutId } from "../kit/about-participant.js";
import { acceptedOperation, refuseFailed } from "../kit/responses.js";
import { clientContextOption, type VerbKit } from "../kit/verb-kit.js";
import { refusePrompts, writePrompt } from "./play.js";

/** The types of the operations whose ends Graph reports. */
export const holdOperation = "startHoldMusicOperation";
export const unholdOperation = "stopHoldMusicOperation";

/** Documented: one participant at a time. */
export const mostHolds = 1;

const options = z.strictObject({
  ...clientContextOption,
  /** A key under which the service keeps the file. */
  resourceId: z.string().optional(),
});

/** Puts somebody on hold: they hear music, or a WAV file, and nobody hears them. */
export function hold(kit: VerbKit) {
  return defineVerb<"hold">()({
    options,
    permission: participantPermission,
    repeat: "never",
    refuse: ({ who, prompt }) => (prompt && refusePrompts([prompt])) ?? refuseWithoutId({ who }),
    async run({ who, prompt }, context, own) {
      const body = {
        ...(prompt ? { customPrompt: writePrompt(prompt, own?.resourceId) } : {}),
        clientContext: own?.clientContext ?? context.operationId,
      };
      const answer = await onParticipant(kit, context, who, { method: "POST", action: "startHoldMusic", body });
      return refuseFailed(acceptedOperation(answer));
    },
  });
}

/** Takes it back. What it does with somebody who is not on hold is not documented, so a lost answer stays open. */
export function unhold(kit: VerbKit) {
  return defineVerb<"unhold">()({
    options: z.strictObject(clientContextOption),
    permission: participantPermission,
    repeat: "never",
    refuse: refuseWithoutId,
    async run({ who }, context, own) {
      const body = { clientContext: own?.clientContext ?? context.operationId };
      const answer = await onParticipant(kit, context, who, { method: "POST", action: "stopHoldMusic", body });
      return refuseFailed(acceptedOperation(answer));
    },
  });
}
