import { decodeJwt } from "jose";
import { readBearer } from "./bearer.js";

/** What a token says of itself. Nothing of it is verified: good for choosing a verifier, and for nothing else. */
export interface Peeked {
  readonly issuer?: string;
  readonly audiences: readonly string[];
}

/** Reads the issuer and audience of a Bearer token without verifying it; `undefined` when there is no readable token. Never throws. */
export function peekToken(authorization: string | null | undefined): Peeked | undefined {
  try {
    const { iss, aud } = decodeJwt(readBearer(authorization));
    return { ...(typeof iss === "string" ? { issuer: iss } : {}), audiences: aud === undefined ? [] : [aud].flat() };
  } catch {
    return undefined;
  }
}

/** The issuer that a Bearer token claims, unverified. */
export function peekIssuer(authorization: string | null | undefined): string | undefined {
  return peekToken(authorization)?.issuer;
}
