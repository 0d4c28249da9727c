import { defineVerb } from "@trunkline/core";
import { z } from "zod";
import type { AcsClient } from "../client/acs-client.js";
import { playSource, refusePrompts, voiceOptions } from "../kit/play-source.js";
import { completesElsewhere, operationCallbackUri, operationContext, operationFields } from "../kit/verb-kit.js";
import { identifierOf, refuseUnnameable } from "../parties/party-to-identifier.js";

const options = z.strictObject({
  ...voiceOptions,
  /** Lets this prompt cut off what plays to everybody. Only without `to`. */
  interruptCallMediaOperation: z.boolean().optional(),
  operationContext,
  operationCallbackUri,
});

/**
 * Plays prompts to everybody or to some; PlayCompleted, PlayFailed or PlayCanceled follows.
 * There is no repeatability header for it, so a lost answer is not repeated. Source: Call Automation, Play.
 */
export function play({ withMedia, intelligence }: AcsClient) {
  return defineVerb<"play">()({
    options,
    repeat: "never",
    refuse: ({ prompts, to }) =>
      refusePrompts(prompts, intelligence.callIntelligenceOptions !== undefined) ?? (to && refuseUnnameable(to)),
    async run({ prompts, loop, to }, context, own) {
      const sources = prompts.map((prompt) => playSource(prompt, own));
      const fields = { loop, ...operationFields(context.operationId, own) };
      const interrupt = own?.interruptCallMediaOperation;
      const { ids } = await withMedia(context, (media) => {
        if (to) return media.play(sources, to.map(identifierOf), fields);
        return media.playToAll(sources, {
          ...fields,
          ...(interrupt === undefined ? {} : { interruptCallMediaOperation: interrupt }),
        });
      });
      return { ...ids, ...completesElsewhere(own) };
    },
  });
}
