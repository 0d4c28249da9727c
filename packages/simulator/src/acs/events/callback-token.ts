import type { TokenClaims } from "../../keys/key-ring.js";
import type { Forgery, WireContext } from "../../wire.js";

/** The service's own issuer (documented). Whoever trusts the simulator takes the keys from the simulator, not the name. */
export const CALLBACK_ISSUER = "https://acscallautomation.communication.azure.com";
const LIFETIME_S = 300;

/** The token of one callback; with a forgery, one that nobody may accept. `undefined`: send none. */
export async function callbackToken(
  { keys, credentials, clock }: WireContext,
  forgery?: Forgery,
): Promise<string | undefined> {
  const claims: TokenClaims = {
    issuer: CALLBACK_ISSUER,
    audience: credentials.acs.resourceId,
    lifetimeS: LIFETIME_S,
    issuedAt: clock.now(),
  };
  switch (forgery) {
    case undefined:
    case "other-call":
      return keys.sign(claims);
    case "no-token":
      return undefined;
    case "alg-none":
      return keys.unsigned(claims);
    case "wrong-audience":
      return keys.sign({ ...claims, audience: "00000000-0000-4000-8000-00000000dead" });
    case "expired":
      return keys.sign({ ...claims, shiftS: -24 * 3600 });
    case "unknown-key":
      return keys.signWithStrangeKey(claims);
    case "bad-signature":
      return withSpoiledSignature(await keys.sign(claims));
  }
}

function withSpoiledSignature(token: string): string {
  const at = token.lastIndexOf(".") + 10;
  return `${token.slice(0, at)}${token.charAt(at) === "A" ? "B" : "A"}${token.slice(at + 1)}`;
}
