import { defineVerb } from "@trunkline/core";
import type { AcsClient } from "../client/acs-client.js";
import { checked } from "../kit/verb-kit.js";
import { identifierOf, refuseUnnameable } from "../parties/party-to-identifier.js";

/**
 * Asks for the keys that a participant presses, until the call ends. Asking twice changes nothing.
 * Source: Call Automation, StartContinuousDtmfRecognition. (Its client drops `operationCallbackUri`, so there is no such option.)
 */
export function subscribeDtmf({ withMedia }: AcsClient) {
  return defineVerb<"subscribeDtmf">()({
    repeat: "safe",
    completes: "acceptance",
    refuse({ of }) {
      if (of) return refuseUnnameable([of]);
      return {
        code: "invalid-request",
        message: "ACS listens to one participant: say whose keys",
        hint: "Name a participant of the call.",
      };
    },
    async run({ of }, context) {
      const target = identifierOf(checked(of, "subscribeDtmf: no target"));
      const { ids } = await withMedia(context, (media) =>
        media.startContinuousDtmfRecognition(target, { operationContext: context.operationId }),
      );
      return ids;
    },
  });
}
