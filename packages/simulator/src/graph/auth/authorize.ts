import { decodeJwt, errors } from "jose";
import { z } from "zod";
import type { CallRole } from "../wire/behavior.js";
import { GraphFailure } from "../wire/errors.js";
import type { AuthContext } from "./apps.js";
import { accessTokenIssuer, audiences } from "./token-endpoint.js";

/** Who asks: an app, in a tenant, with what its token allows. */
export interface Principal {
  readonly appId: string;
  readonly tenantId: string;
  readonly roles: ReadonlySet<string>;
}

const claims = z.looseObject({ tid: z.string(), appid: z.string(), roles: z.array(z.string()).default([]) });

/** Who a request's bearer token says it is from. Throws 401 as Graph prints it. */
export async function authorize(graph: AuthContext, header: string | undefined): Promise<Principal> {
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

/** Refuses what the token has no role for. Code and words were observed; what stands in parentheses is ours. */
export function requireRole(principal: Principal, ...anyOf: readonly [CallRole, ...CallRole[]]): void {
  if (anyOf.some((role) => principal.roles.has(role))) return;
  throw new GraphFailure(
    403,
    "7504",
    `Insufficient enterprise tenant permissions, cannot access this API. (Needed: ${anyOf.join(" or ")}.)`,
    "observed",
  );
}

/** Media in the app's own hands needs a role of its own (documented). */
export function requireMediaRole(principal: Principal, media: "service" | "app"): void {
  if (media === "app") requireRole(principal, "Calls.AccessMedia.All");
}

/** The tenant of the token must be that of the call (observed: 403 with code 7505 and these words). */
export function requireTenant(principal: Principal, tenantId: string | undefined): void {
  if (tenantId?.toLowerCase() === principal.tenantId.toLowerCase()) return;
  throw new GraphFailure(403, "7505", "Request authorization tenant mismatch.", "observed");
}
