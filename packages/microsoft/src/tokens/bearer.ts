import { CallingError } from "@trunkline/core";

/** Longer than any token seen (2 kB), and short enough to cost nothing. */
export const defaultMaxTokenBytes = 16_384;

/**
 * The token in an `Authorization` header.
 * @throws CallingError `unauthenticated` when there is none, another scheme, not three parts, or more than `maxBytes`.
 */
export function readBearer(authorization: string | null | undefined, maxBytes = defaultMaxTokenBytes): string {
  if (!authorization) throw refused("the request has no Authorization header");
  if (authorization.length > maxBytes + "Bearer ".length) throw refused(`the token is longer than ${maxBytes} bytes`);
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
  if (!token) throw refused("the Authorization header is not a Bearer token of three parts");
  return token;
}

/** What a token says of itself, for a reason: whoever sent it wrote it, and may have written anything at any length. */
export function quoted(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "string" ? value : `a ${typeof value}`;
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote)}…`;
}

const longestQuote = 100;

/** A callback whose token is not accepted, with the reason. */
export function refused(reason: string, cause?: unknown): CallingError {
  return new CallingError("unauthenticated", `callback refused: ${reason}`, {
    ...(cause === undefined ? {} : { cause }),
  });
}
