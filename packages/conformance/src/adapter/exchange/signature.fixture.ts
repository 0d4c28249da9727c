import { createHmac } from "node:crypto";

/** Each branch of the exchange signs what it says with a secret that it shares with the bot. */
export function sign(body: string, branch = "main"): string {
  return createHmac("sha256", `the secret of ${branch}`).update(body).digest("hex");
}
