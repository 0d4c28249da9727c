import { z } from "zod";
import { readBearer } from "./bearer.js";
import { peekPayload } from "./decode.js";

/** What a token says of itself. Nothing of it is verified: good for choosing a verifier, and for nothing else. */
export interface Peeked {
  readonly issuer?: string;
  readonly audiences: readonly string[];
}

/** Whatever a stranger wrote: what is no text names nobody. */
const stranger = z.object({
  iss: z.string().optional().catch(undefined),
  aud: z.unknown().transform((aud) => [aud].flat().filter((one) => typeof one === "string")),
});

/** Reads the issuer and audience of a Bearer token without verifying it; `undefined` when there is no readable token. Never throws. */
export function peekToken(authorization: string | null | undefined): Peeked | undefined {
  try {
    const { iss, aud } = stranger.parse(peekPayload(readBearer(authorization)));
    return { ...(iss === undefined ? {} : { issuer: iss }), audiences: aud };
  } catch {
    return undefined;
  }
}

/** The issuer that a Bearer token claims, unverified. */
export function peekIssuer(authorization: string | null | undefined): string | undefined {
  return peekToken(authorization)?.issuer;
}
