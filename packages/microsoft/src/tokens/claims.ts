import { CallingError, ClockDifference, type Principal } from "@trunkline/core";
import { z } from "zod";
import { quoted, refused } from "./token.js";

/** What a token has to say to be accepted. */
export interface Expected {
  /** Compared exactly; every spelling that occurs has to be listed. */
  readonly issuers: readonly string[];
  /** The token has to be for one of these, compared without regard to case (they are GUIDs). It is the only tie to this bot. */
  readonly audiences: readonly string[];
  /** `"required"`: the token has to name a tenant. A list: one of these. Absent: it may name none. */
  readonly tenants?: "required" | readonly string[];
  /** What the bot's options for these are called, for people who have to set them: a genuine token that is refused means one is wrong. */
  readonly named?: { readonly issuers: string; readonly audiences: string; readonly tenants?: string };
}

/** The claims of an accepted token. */
export interface TokenClaims {
  readonly issuer: string;
  readonly audience: string;
  /** `tid`. */
  readonly tenantId?: string;
  /** `appid`: the application that asked for the token. */
  readonly appId?: string;
  /** By the issuer's clock, ms since 1970. Absent if the token does not have it. */
  readonly notBefore?: number;
  /** By the issuer's clock, ms since 1970. */
  readonly expiresAt: number;
}

/** Seconds since 1970, up to the end of the year 9999. A later time is invalid, because such a token would never expire. */
const time = z.number().min(0).max(253_402_300_799);

const claims = z.looseObject({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]).transform((aud) => [aud].flat()),
  exp: time,
  /** Not every issuer is documented to write it; if it is present, it is checked. */
  nbf: time.optional(),
  tid: z.string().min(1).optional(),
  appid: z.string().optional(),
});

/**
 * Checks the claims of a token, except its times. Pure.
 * @throws CallingError `unauthenticated`, with what was wrong.
 */
export function checkClaims(payload: Readonly<Record<string, unknown>>, expected: Expected): TokenClaims {
  const parsed = claims.safeParse(payload);
  if (!parsed.success) {
    const missing = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    throw refused(`the token lacks or misspells these claims: ${missing}`);
  }
  const { iss, aud, exp, nbf, tid, appid } = parsed.data;
  if (!expected.issuers.includes(iss))
    throw refused(`the token's issuer is ${quoted(iss)}${isAnother(expected.named?.issuers)}`);
  const audience = aud.find((one) => listed(one, expected.audiences));
  if (audience === undefined) {
    const meant = quoted(aud.join(", ") || "no audience");
    throw refused(`the token is meant for ${meant}, not for this bot${isAnother(expected.named?.audiences)}`);
  }
  if (expected.tenants !== undefined && tid === undefined) throw refused("the token names no tenant (tid)");
  if (Array.isArray(expected.tenants) && !listed(tid ?? "", expected.tenants))
    throw refused(`the token's tenant is ${quoted(tid)}${isAnother(expected.named?.tenants)}`);
  return {
    issuer: iss,
    audience,
    expiresAt: exp * 1000,
    ...(nbf === undefined ? {} : { notBefore: nbf * 1000 }),
    ...(tid === undefined ? {} : { tenantId: tid }),
    ...(appid === undefined ? {} : { appId: appid }),
  };
}

function isAnother(option: string | undefined): string {
  return option === undefined ? "" : `: if it comes from your provider, ${option} is wrong`;
}

/** Whom an accepted token speaks for. */
export function callbackPrincipal({ tenantId, notBefore, expiresAt }: TokenClaims): Principal {
  return {
    role: "callback",
    validUntil: expiresAt,
    ...(notBefore === undefined ? {} : { validFrom: notBefore }),
    ...(tenantId === undefined ? {} : { tenantId }),
  };
}

/**
 * Checks the times of a token that is right in everything else, its signature included. Pure.
 * @throws CallingError `unavailable` (503): either the sender repeats an old token, or one of the two clocks is wrong. Only the second can come right,
 *   and then the callback must not be lost, so the sender is asked to try again.
 */
export function checkTimes({ notBefore, expiresAt }: TokenClaims, now: number, toleranceMs: number): void {
  if (notBefore !== undefined && notBefore - toleranceMs > now) throw wrongTime("is not valid yet", now - notBefore);
  if (expiresAt + toleranceMs <= now) throw wrongTime("has expired", now - expiresAt);
}

function wrongTime(what: string, aheadMs: number): CallingError {
  const difference = new ClockDifference(aheadMs);
  return new CallingError("unavailable", `callback refused: its token is genuine but ${what}: ${difference.message}`, {
    hint: "Set this machine's clock: run an NTP client.",
    cause: difference,
  });
}

function listed(value: string, list: readonly string[]): boolean {
  return list.some((one) => one.toLowerCase() === value.toLowerCase());
}
