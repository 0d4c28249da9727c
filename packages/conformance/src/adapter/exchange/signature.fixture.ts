import { createHmac } from "node:crypto";

/** The exchange signs what it says with a secret that it shares with the bot. */
export function sign(body: string): string {
  return createHmac("sha256", "the exchange's secret").update(body).digest("hex");
}
