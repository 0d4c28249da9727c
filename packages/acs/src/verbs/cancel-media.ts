import { defineVerb } from "@trunkline/core";
import type { AcsClient } from "../client/acs-client.js";

/**
 * Stops everything that plays or waits; each prompt answers with PlayCanceled under its own operation.
 * Stopping twice changes nothing. Source: Call Automation, CancelAllMediaOperations.
 */
export function cancelMedia({ withMedia }: AcsClient) {
  return defineVerb<"cancelMedia">()({
    repeat: "safe",
    completes: "acceptance",
    async run(_input, context) {
      const { ids } = await withMedia(context, (media) => media.cancelAllOperations());
      return ids;
    },
  });
}
