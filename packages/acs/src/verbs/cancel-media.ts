import { defineVerb } from "@trunkline/core";
import type { AcsClient } from "../client/acs-client.js";
import { sendWithoutOptions } from "../client/send.js";

/**
 * Stops everything that plays or waits; each prompt answers with PlayCanceled under its own operation.
 * Stopping twice changes nothing. Source: Call Automation, CancelAllMediaOperations.
 */
export const cancelMedia = (client: AcsClient) =>
  defineVerb<"cancelMedia">()({
    repeat: "safe",
    completes: "acceptance",
    async run(_input, context) {
      const { ids } = await sendWithoutOptions(client, context, (sdk) =>
        sdk.getCallConnection(context.providerCallId).getCallMedia().cancelAllOperations(),
      );
      return ids;
    },
  });
