import { CallingError, ClockDifference, clockToleranceMs, type Inbound, type Webhook } from "@trunkline/core";
import type { RentedLineOptions } from "../options/options.js";
import { parse } from "./parse.js";
import { isSignedWith, readSignature, signatureHeader } from "./signature.js";

/** The inbound half: the carrier sends all events of an account to one registered address, and signs their bodies. */
export function createWebhook({ webhookSecret }: Pick<RentedLineOptions, "webhookSecret">): Webhook {
  return {
    reportsAt: "webhook",
    claims: ({ headers }) => headers.has(signatureHeader),
    async verify({ headers, body, at }: Inbound) {
      const signature = readSignature(headers.get(signatureHeader));
      if (!signature || !isSignedWith(webhookSecret, signature, body))
        throw new CallingError("unauthenticated", "callback refused: its signature is missing or wrong", {
          hint: "If it comes from the carrier, webhookSecret (RENTED_LINE_WEBHOOK_SECRET) is that of another account.",
        });
      // An old signature is a replay, or this machine's clock is wrong: answered 503, so that the carrier sends it again.
      const aheadMs = at - signature.at;
      if (Math.abs(aheadMs) > clockToleranceMs)
        throw new CallingError("unavailable", "callback refused: it was signed at another time", {
          cause: new ClockDifference(aheadMs),
        });
      return { role: "carrier" };
    },
    parse,
  };
}
