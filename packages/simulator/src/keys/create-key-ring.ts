import { type CryptoKey, createLocalJWKSet, exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from "jose";
import type { Clock } from "../engine/clock.js";
import type { KeyRing, TokenClaims } from "./key-ring.js";

interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

/** Makes a ring with one key. Keys are fresh in every run: nothing signed by an earlier simulator is valid. */
export async function createKeyRing(clock: Clock): Promise<KeyRing> {
  let count = 0;
  const makeKey = async (): Promise<SigningKey> => {
    const kid = `simulated-key-${++count}`;
    const { publicKey, privateKey } = await generateKeyPair("RS256");
    return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" } };
  };
  const first = await makeKey();
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
    signWithStrangeKey: async (claims) => sign(await makeKey(), claims),
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
      newest = await makeKey();
      published = options?.forget ? [newest] : [...published, newest];
    },
  };
}

function payloadOf(clock: Clock, claims: TokenClaims): { issuedAt: number; payload: Record<string, unknown> } {
  const issuedAt = Math.floor(clock.now() / 1000) + (claims.shiftS ?? 0);
  const payload = {
    ...claims.extra,
    iss: claims.issuer,
    aud: claims.audience,
    nbf: issuedAt,
    exp: issuedAt + claims.lifetimeS,
  };
  return { issuedAt, payload };
}
