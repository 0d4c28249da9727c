import type { KeyObject } from "node:crypto";
import { type Clock, clockToleranceMs, systemClock } from "@trunkline/core";
import type { Transport } from "../transport/transport.js";
import { checkClaims, checkTimes, type Expected, type TokenClaims } from "./claims.js";
import { createKeyCache, type KeySeeker } from "./key-cache.js";
import { fetchKeys, type KeySource } from "./key-set.js";
import { defaultMaxTokenBytes, readBearer, readKeyId, readPayload, refused, verifySignature } from "./token.js";

/** Whose callback tokens are accepted, and where their keys are. */
export interface TokenVerifierOptions extends Expected {
  readonly keys: KeySource;
  /** Fetches the keys. */
  readonly transport: Transport;
  readonly clock?: Clock;
  /** How far the issuer's clock may be from ours, ms. Default 5 min. */
  readonly clockToleranceMs?: number;
  /** Default 16 384. */
  readonly maxTokenBytes?: number;
  /** How often keys are fetched ahead, ms. Default 2 h. */
  readonly refreshMs?: number;
  /** How long one look-up of an unknown key keeps the next one away, ms: so long a callback may have to wait. Default 10 s. */
  readonly coolDownMs?: number;
}

/** Verifies the tokens that one cloud signs its callbacks with. */
export interface TokenVerifier {
  /**
   * @param authorization the request's `Authorization` header.
   * @param seeker `"call"` if the request arrived at the secret address of a call, so that strangers cannot delay the look-up of its key. Default `"anyone"`.
   * @throws CallingError `unauthenticated` (401), or `unavailable` (503) when an unknown key cannot be looked up, or only the time is wrong.
   */
  verify(authorization: string | null | undefined, seeker?: KeySeeker): Promise<TokenClaims>;
  /** Fetches the keys ahead of the first callback. A failure is not an error: a background refresh tries again. */
  warmUp(): Promise<void>;
  /** Keeps the keys fresh in the background from now on. */
  start(): void;
  stop(): void;
}

/**
 * Creates a verifier. It accepts only RS256, and finds the key by its id in the issuer's set, never through the token (`jku`, `x5u` and `jwk`
 * are ignored). Teams sends `cty: JWT` although the token is not nested; it is ignored.
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const clock = options.clock ?? systemClock;
  const toleranceMs = options.clockToleranceMs ?? clockToleranceMs;
  const signed = new SignedTokens();
  const cache = createKeyCache({
    clock,
    load: () => fetchKeys(options.keys, options.transport),
    refreshMs: options.refreshMs ?? 7_200_000,
    coolDownMs: options.coolDownMs ?? 10_000,
  });

  return {
    start: cache.start,
    stop: cache.stop,
    warmUp: () => cache.refresh().catch(() => {}),
    async verify(authorization, seeker = "anyone") {
      const token = readBearer(authorization, options.maxTokenBytes ?? defaultMaxTokenBytes);
      const keyId = readKeyId(token);
      // What a token claims is checked before its key is looked up: a stranger's token never makes us ask the key server.
      const claims = checkClaims(readPayload(token), options);
      const key = await cache.find(keyId, seeker);
      if (!key) throw refused("the token is signed with a key that its issuer does not have");
      if (!signed.has(token, key)) await verifySignature(token, key);
      signed.add(token, key);
      checkTimes(claims, clock.now(), toleranceMs);
      return claims;
    },
  };
}

/** As many as one sender uses at a time, with room to spare; a token has 1 to 2 kB. */
const mostTokens = 100;

/**
 * The last tokens whose signature was good, each with the key that it was checked with: a sender that uses one token for many callbacks costs one
 * check of its signature. Everything else that a token says is checked each time, and a key that was fetched again is another key.
 */
export class SignedTokens {
  readonly #keys = new Map<string, KeyObject>();

  has(token: string, key: KeyObject): boolean {
    return this.#keys.get(token) === key;
  }

  add(token: string, key: KeyObject): void {
    this.#keys.set(token, key);
    if (this.#keys.size <= mostTokens) return;
    for (const oldest of this.#keys.keys()) {
      this.#keys.delete(oldest);
      return;
    }
  }
}
