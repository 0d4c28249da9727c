import { type CryptoKey, createLocalJWKSet, exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from "jose";
import type { Clock } from "../engine/clock.js";

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

interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/**
 * Making an RSA key takes up to half a second, so the simulators of one process begin with the same one, and share the strange
 * one too. They are made anew in every process: nothing that an earlier run signed is valid.
 */
const shared = new Map<"first" | "strange", Promise<KeyPair>>();
function sharedPair(name: "first" | "strange"): Promise<KeyPair> {
  const pair = shared.get(name) ?? generateKeyPair("RS256");
  shared.set(name, pair);
  return pair;
}

/** Makes a ring with one key. */
export async function createKeyRing(clock: Clock): Promise<KeyRing> {
  let count = 0;
  const makeKey = async (pair: Promise<KeyPair>): Promise<SigningKey> => {
    const kid = `simulated-key-${++count}`;
    const { publicKey, privateKey } = await pair;
    return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" } };
  };
  const first = await makeKey(sharedPair("first"));
  let newest = first;
  let published: readonly SigningKey[] = [first];

  const sign = (key: SigningKey, claims: TokenClaims): Promise<string> => {
    const { issuedAt, payload } = payloadOf(clock, claims);
    return new SignJWT(payload)
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: key.kid, ...claims.header })
      .setIssuedAt(issuedAt)
      .sign(key.privateKey);
  };

  return {
    sign: (claims) => sign(newest, claims),
    signWithStrangeKey: async (claims) => sign(await makeKey(sharedPair("strange")), claims),
    unsigned(claims) {
      const { issuedAt, payload } = payloadOf(clock, claims);
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
      return `${part({ alg: "none", typ: "JWT" })}.${part({ ...payload, iat: issuedAt })}.`;
    },
    async verify(token, expect) {
      const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: published.map((key) => key.publicJwk) }), {
        algorithms: ["RS256"],
        issuer: expect.issuer,
        audience: [...expect.audience],
        currentDate: new Date(clock.now()),
      });
      return payload;
    },
    jwks: () => ({ keys: published.map((key) => key.publicJwk) }),
    async rotate(options) {
      newest = await makeKey(generateKeyPair("RS256"));
      published = options?.forget ? [newest] : [...published, newest];
    },
  };
}

function payloadOf(clock: Clock, claims: TokenClaims): { issuedAt: number; payload: Record<string, unknown> } {
  const issuedAt = Math.floor((claims.issuedAt ?? clock.now()) / 1000) + (claims.shiftS ?? 0);
  const payload = {
    ...claims.extra,
    iss: claims.issuer,
    aud: claims.audience,
    nbf: issuedAt,
    exp: issuedAt + claims.lifetimeS,
  };
  return { issuedAt, payload };
}

/** Changes the first character of the signature, so that its bytes certainly differ. */
export function withBrokenSignature(token: string): string {
  const at = token.lastIndexOf(".") + 1;
  return `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`;
}
