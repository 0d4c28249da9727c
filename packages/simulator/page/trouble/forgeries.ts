import type { ForgeRequest } from "../../src/control/protocol.js";

/** A callback that an attacker could send, and why a bot must not believe it. */
export interface ForgeryText {
  readonly forgery: ForgeRequest["forgery"];
  readonly name: string;
  readonly trick: string;
}

export const forgeries: readonly ForgeryText[] = [
  { forgery: "bad-signature", name: "Bad signature", trick: "The token was changed after it was signed" },
  { forgery: "wrong-audience", name: "Wrong audience", trick: "A real token, meant for another bot" },
  { forgery: "expired", name: "Expired", trick: "A real token, used again too late" },
  { forgery: "alg-none", name: "Algorithm none", trick: "A token that says it needs no signature" },
  { forgery: "no-token", name: "No token", trick: "Just the address, which somebody guessed" },
  { forgery: "unknown-key", name: "Unknown key", trick: "Well signed, with the attacker’s own key" },
  { forgery: "other-call", name: "Another call’s id", trick: "A real token, about somebody else’s call" },
];
