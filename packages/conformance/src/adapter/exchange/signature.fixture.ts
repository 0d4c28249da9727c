import { createHmac } from "node:crypto";

/** Signs a body and the address it is sent to. Each branch of the exchange shares a secret with each account. */
export function sign(to: string, body: string, branch = "main", account = "the bot's"): string {
  return createHmac("sha256", `the secret of ${branch} and ${account}`).update(`${to}\n${body}`).digest("hex");
}
