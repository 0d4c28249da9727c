import { type KeyObject, verify } from "node:crypto";
import { promisify } from "node:util";
import { CallingError } from "@trunkline/core";

/** Longer than any token seen (2 kB). */
export const defaultMaxTokenBytes = 16_384;

/**
 * The token in an `Authorization` header.
 * @throws CallingError `unauthenticated` if the header is missing, has another scheme or not three parts, or exceeds `maxBytes`.
 */
export function readBearer(authorization: string | null | undefined, maxBytes = defaultMaxTokenBytes): string {
  if (!authorization) throw refused("the request has no Authorization header");
  if (authorization.length > maxBytes + "Bearer ".length) throw refused(`the token is longer than ${maxBytes} bytes`);
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
  if (!token) throw refused("the Authorization header is not a Bearer token of three parts");
  return token;
}

/** The unverified claims of a token. They select a verifier and decide nothing else. */
export interface Peeked {
  readonly issuer: string | undefined;
  readonly audiences: readonly string[];
}

/** Reads the issuer and audience of a Bearer token without verifying it; `undefined` when there is no readable token. Never throws. */
export function peekToken(authorization: string | null | undefined): Peeked | undefined {
  try {
    const { iss, aud } = readPayload(readBearer(authorization));
    return { issuer: isText(iss) ? iss : undefined, audiences: [aud].flat().filter(isText) };
  } catch {
    return undefined;
  }
}

/** Whether a Bearer token says that it is of one of these issuers and for this audience. Never throws. */
export function isTokenFor(
  authorization: string | null | undefined,
  { issuers, audience }: { readonly issuers: readonly string[]; readonly audience: string },
): boolean {
  const token = peekToken(authorization);
  if (!token?.issuer || !issuers.includes(token.issuer)) return false;
  return token.audiences.some((one) => one.toLowerCase() === audience.toLowerCase());
}

/**
 * The id of the key that a token says it is signed with. Nothing else in the header is used.
 * @throws CallingError `unauthenticated` when the algorithm is not RS256, there is no key id, or the header asks for an extension (`crit`).
 */
export function readKeyId(token: string): string {
  const { alg, crit, kid } = readPart("header", token.slice(0, token.indexOf(".")));
  if (alg !== "RS256") throw refused(`the token is signed with ${quoted(alg)}, not with RS256`);
  if (crit !== undefined) throw refused("the token's header has critical extensions");
  if (!isText(kid) || kid === "") throw refused("the token names no key (kid)");
  return kid;
}

type Members = Readonly<Record<string, unknown>>;

let last: { readonly token: string; readonly payload: Members } | undefined;

/**
 * What a token claims, before its signature is checked. The last one is kept: a request is claimed by its issuer before it is verified.
 * @throws CallingError `unauthenticated` when it cannot be read.
 */
export function readPayload(token: string): Members {
  if (last?.token === token) return last.payload;
  const payload = readPart("claims", token.slice(token.indexOf(".") + 1, token.lastIndexOf(".")));
  last = { token, payload };
  return payload;
}

/** Runs on libuv's threads, so that callbacks are processed meanwhile. */
const verifyOnThread = promisify(verify);

/**
 * Checks an RS256 signature (RSASSA-PKCS1-v1_5 with SHA-256), the one algorithm that `readKeyId` lets through.
 * A signature has one spelling: stray bits behind its end, which base64url would let pass, are refused (RFC 4648, 3.5).
 * @throws CallingError `unauthenticated` when the signature is not that key's.
 */
export async function verifySignature(token: string, key: KeyObject): Promise<void> {
  const end = token.lastIndexOf(".");
  const written = token.slice(end + 1);
  const signature = Buffer.from(written, "base64url");
  if (signature.toString("base64url") !== written) throw refused("the token's signature is not written as base64url");
  if (!(await verifyOnThread("RSA-SHA256", Buffer.from(token.slice(0, end)), key, signature)))
    throw refused("the token's signature is wrong");
}

/** A token's own words, for a reason. The sender wrote them and may have written anything, at any length. */
export function quoted(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = isText(value) ? value : `a ${typeof value}`;
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote)}…`;
}

const longestQuote = 100;

/** A callback whose token is not accepted, with the reason. */
export function refused(reason: string, cause?: unknown): CallingError {
  return new CallingError("unauthenticated", `callback refused: ${reason}`, {
    ...(cause === undefined ? {} : { cause }),
  });
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A part of a token: JSON with members, as base64url. */
function readPart(name: string, part: string): Members {
  const read = parse(name, part);
  if (isMembers(read)) return read;
  throw refused(`the token's ${name} cannot be read`, new TypeError("it is not a JSON object"));
}

function parse(name: string, part: string): unknown {
  try {
    return JSON.parse(utf8.decode(Buffer.from(part, "base64url")));
  } catch (error) {
    throw refused(`the token's ${name} cannot be read`, error);
  }
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
