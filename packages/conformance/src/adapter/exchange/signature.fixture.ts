import { createHmac } from "node:crypto";

/** Signs a body. Each branch of the exchange shares a secret with each account. */
export function sign(body: string, branch = "main", account = "the bot's"): string {
  return createHmac("sha256", `the secret of ${branch} and ${account}`).update(body).digest("hex");
}
