import type { Refusal, VerbCall } from "@trunkline/core";
import { readMemo } from "../memo.js";

/** Why media verbs do not work when the bot's own process handles the media. */
export const appHostedReason = "the bot handles the media of this call itself (mediaBlob)";

export function refuseAppHosted({ memo }: VerbCall): Refusal | undefined {
  if (!readMemo(memo).appHosted) return undefined;
  return {
    code: "unsupported",
    message: `Graph does this on calls with service-hosted media only, and ${appHostedReason}`,
  };
}
