import { decodeJwt, errors } from "jose";
import { z } from "zod";
import { GraphFailure } from "../api/graph-failure.js";
import type { GraphContext } from "../graph-context.js";
import { accessTokenIssuer } from "./grant-token.js";
import type { Principal } from "./principal.js";
import { audiences } from "./resources.js";

const claims = z.looseObject({ tid: z.string(), appid: z.string(), roles: z.array(z.string()).default([]) });

/** Who a request's bearer token says it is from. Throws 401 as Graph prints it. */
export async function authorize(graph: GraphContext, header: string | undefined): Promise<Principal> {
  const token = /^Bearer\s+(\S+)$/i.exec(header ?? "")?.[1];
  if (token === undefined) throw unauthorized("Access token is empty.");
  try {
    const peeked = claims.parse(decodeJwt(token));
    const issuer = accessTokenIssuer(peeked.tid);
    const verified = claims.parse(await graph.keys.verify(token, { issuer, audience: audiences(graph.origins) }));
    return { appId: verified.appid, tenantId: verified.tid, roles: new Set(verified.roles) };
  } catch (error) {
    throw unauthorized(whatIsWrong(error));
  }
}

function whatIsWrong(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "Lifetime validation failed, the token is expired.";
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "aud") {
    return "Access token validation failure. Invalid audience.";
  }
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey) {
    return "Signature is invalid.";
  }
  return "CompactToken parsing failed with error code: 80049217";
}

function unauthorized(message: string): GraphFailure {
  return new GraphFailure(401, "InvalidAuthenticationToken", message, "observed");
}
