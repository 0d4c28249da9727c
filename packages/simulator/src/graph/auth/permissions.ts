import { GraphFailure } from "../api/graph-failure.js";
import type { CallRole } from "../behavior.js";
import type { Principal } from "./principal.js";

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
