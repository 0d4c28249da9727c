import { type CryptoKey, compactVerify, decodeJwt, decodeProtectedHeader, type JWTPayload } from "jose";
import { refused } from "./bearer.js";

/**
 * The id of the key that a token says it is signed with. Nothing else in the header is used.
 * @throws CallingError `unauthenticated` when the algorithm is not RS256, there is no key id, or the header asks for what we do not do (`crit`).
 */
export function readKeyId(token: string): string {
  const header = readable("header", () => decodeProtectedHeader(token));
  if (header.alg !== "RS256") throw refused(`the token is signed with ${header.alg ?? "nothing"}, not with RS256`);
  if (header.crit !== undefined) throw refused("the token's header has critical extensions");
  if (typeof header.kid !== "string" || header.kid === "") throw refused("the token names no key (kid)");
  return header.kid;
}

/** What a token claims, before its signature is checked. */
export function peekPayload(token: string): JWTPayload {
  return readable("claims", () => decodeJwt(token));
}

/** @throws CallingError `unauthenticated` when the signature is not that key's. */
export async function verifySignature(token: string, key: CryptoKey): Promise<void> {
  try {
    await compactVerify(token, key, { algorithms: ["RS256"] });
  } catch (error) {
    throw refused("the token's signature is wrong", error);
  }
}

function readable<T>(part: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw refused(`the token's ${part} cannot be read`, error);
  }
}
