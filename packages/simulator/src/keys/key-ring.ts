import type { JWK } from "jose";

export interface TokenClaims {
  readonly issuer: string;
  readonly audience: string;
  /** Seconds that it is valid. */
  readonly lifetimeS: number;
  /** Everything else, such as `tid`. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Extra members of the header, such as `x5t`. `"kid"` replaces the key's own: for forgeries. */
  readonly header?: Readonly<Record<string, string>>;
  /** When it is issued, milliseconds since the epoch; default now. */
  readonly issuedAt?: number;
  /** Seconds by which `iat`, `nbf` and `exp` are moved; negative for an expired token. */
  readonly shiftS?: number;
}

/** The RS256 keys of the simulated clouds: one to sign with, and the older ones that are still published. */
export interface KeyRing {
  /** Signs a token with the newest key. Times are the simulator's clock. */
  sign(claims: TokenClaims): Promise<string>;
  /** Signs with a key that is published nowhere. */
  signWithStrangeKey(claims: TokenClaims): Promise<string>;
  /** An unsigned token, `alg: none`. */
  unsigned(claims: TokenClaims): string;
  /** Checks a token that this ring signed: signature, issuer, audience, times. Rejects with the reason. */
  verify(
    token: string,
    expect: { readonly issuer: string; readonly audience: readonly string[] },
  ): Promise<Readonly<Record<string, unknown>>>;
  /** The JSON Web Key Set to publish. */
  jwks(): { readonly keys: readonly JWK[] };
  /** From now on signs with a new key. Old ones stay published unless `forget`. */
  rotate(options?: { readonly forget?: boolean }): Promise<void>;
}
