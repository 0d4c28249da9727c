import { readBearer } from "./bearer.js";
import { peekPayload } from "./decode.js";

/** What a token says of itself. Nothing of it is verified: good for choosing a verifier, and for nothing else. */
export interface Peeked {
  readonly issuer: string | undefined;
  readonly audiences: readonly string[];
}

/** Reads the issuer and audience of a Bearer token without verifying it; `undefined` when there is no readable token. Never throws. */
export function peekToken(authorization: string | null | undefined): Peeked | undefined {
  try {
    // Whatever a stranger wrote: what is no text names nobody.
    const { iss, aud }: { iss?: unknown; aud?: unknown } = peekPayload(readBearer(authorization));
    return { issuer: typeof iss === "string" ? iss : undefined, audiences: [aud].flat().filter(isText) };
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** The issuer that a Bearer token claims, unverified. */
export function peekIssuer(authorization: string | null | undefined): string | undefined {
  return peekToken(authorization)?.issuer;
}
