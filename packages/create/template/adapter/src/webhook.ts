import { createHmac, timingSafeEqual } from "node:crypto";
import { CallingError, ClockDifference, clockToleranceMs, type Inbound, type Webhook } from "@trunkline/core";
import type { MyLineOptions } from "./options.js";
import { parse } from "./parse.js";

/** The headers with the time of the signature, ms since 1970, and with the signature. */
export const timeHeader = "my-line-time";
export const signatureHeader = "my-line-signature";

/** Signs the time, a full stop and the body: HMAC-SHA256 with the secret of the webhook. */
export function sign(secret: string, time: string, body: Uint8Array): string {
  return createHmac("sha256", secret).update(`${time}.`).update(body).digest("hex");
}

/** The inbound half: My Line sends the events of all calls to one registered address. */
export function createWebhook({ webhookSecret }: Pick<MyLineOptions, "webhookSecret">): Webhook {
  return {
    reportsAt: "webhook",
    claims: ({ headers }) => headers.has(signatureHeader),
    async verify({ headers, body, at }: Inbound) {
      const time = headers.get(timeHeader) ?? "";
      const given = Buffer.from(headers.get(signatureHeader) ?? "");
      const right = Buffer.from(sign(webhookSecret, time, body));
      if (given.length !== right.length || !timingSafeEqual(given, right))
        throw new CallingError("unauthenticated", "callback refused: its signature is missing or wrong", {
          hint: "If it comes from My Line, webhookSecret (MY_LINE_WEBHOOK_SECRET) is that of another account.",
        });
      // An old signature is a replay, or this machine's clock is wrong: answered 503, so that My Line sends it again.
      const aheadMs = at - Number(time);
      if (!(Math.abs(aheadMs) <= clockToleranceMs))
        throw new CallingError("unavailable", "callback refused: it was signed at another time", {
          cause: new ClockDifference(aheadMs),
        });
      return { role: "my-line" };
    },
    parse,
  };
}
