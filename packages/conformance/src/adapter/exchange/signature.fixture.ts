import { createHmac } from "node:crypto";

/** Signs a body and the server it is sent to. Each branch of the exchange shares a secret with each account. */
export function sign(to: string, body: string, branch = "main", account = "the bot's"): string {
  return createHmac("sha256", `the secret of ${branch} and ${account}`)
    .update(`${new URL(to).origin}\n${body}`)
    .digest("hex");
}
