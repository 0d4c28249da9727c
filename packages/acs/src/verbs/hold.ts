import { defineVerb } from "@trunkline/core";
import { z } from "zod";
import type { AcsClient } from "../client/acs-client.js";
import { playSource, refusePrompts, voiceOptions } from "../kit/play-source.js";
import { operationCallbackUri, operationContext, operationFields } from "../kit/verb-kit.js";
import { identifierOf, refuseUnnameable } from "../parties/party-to-identifier.js";

const options = z.strictObject({ ...voiceOptions, operationContext, operationCallbackUri });

/** Success is never reported, only a failure. */
const failsElsewhere =
  "operationCallbackUri: a failure goes to that address; here the operation ends with the roster, or with its time";

/**
 * A participant hears a prompt, or music, again and again; nobody hears them. ACS reports no success: the roster shows it (observed), and
 * HoldFailed follows where the prompt cannot be played. Source: Call Automation, Hold.
 */
export function hold({ withMedia, intelligence }: AcsClient) {
  return defineVerb<"hold">()({
    options,
    // There is no repeatability header, but somebody who is on hold cannot be put on hold a second time.
    repeat: "safe",
    completes: "roster",
    refuse: ({ who, prompt }) =>
      refuseUnnameable([who.party]) ??
      (prompt && refusePrompts([prompt], intelligence.callIntelligenceOptions !== undefined)),
    async run({ who, prompt }, context, own) {
      const { ids } = await withMedia(context, (media) =>
        media.hold(identifierOf(who.party), {
          ...operationFields(context.operationId, own),
          ...(prompt ? { playSource: playSource(prompt, own) } : {}),
        }),
      );
      return own?.operationCallbackUri === undefined ? ids : { ...ids, warnings: [failsElsewhere] };
    },
  });
}

/** A participant is back among the others. The roster shows it. Source: Call Automation, Unhold. */
export function unhold({ withMedia }: AcsClient) {
  return defineVerb<"unhold">()({
    options: z.strictObject({ operationContext }),
    repeat: "safe",
    completes: "roster",
    refuse: ({ who }) => refuseUnnameable([who.party]),
    async run({ who }, context, own) {
      const { ids } = await withMedia(context, (media) =>
        media.unhold(identifierOf(who.party), { operationContext: own?.operationContext ?? context.operationId }),
      );
      return ids;
    },
  });
}
