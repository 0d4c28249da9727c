import { createHmac } from "node:crypto";

/** Signs a body. Each branch of the exchange shares a secret with the bot. */
export function sign(body: string, branch = "main"): string {
  return createHmac("sha256", `the secret of ${branch}`).update(body).digest("hex");
}
