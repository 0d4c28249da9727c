import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { z } from "zod";

/** A key server of the test: it publishes the cloud's keys, and one key whose private half the test has. */
export interface KeyServer extends AsyncDisposable {
  readonly openIdConfigurationUrl: string;
  /** The id of the test's key. */
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** How many requests arrived. */
  requests(): number;
  /** Also publishes the keys of this cloud from now on. */
  follow(openIdConfigurationUrl: string): void;
}

const configuration = z.object({ jwks_uri: z.string() });
const keySet = z.object({ keys: z.array(z.unknown()) });

export async function startKeyServer(): Promise<KeyServer> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const kid = "known";
  let cloud = "";
  let requests = 0;
  const keysOfTheCloud = async () => {
    if (cloud === "") return [];
    const { jwks_uri } = configuration.parse(await (await fetch(cloud)).json());
    return keySet.parse(await (await fetch(jwks_uri)).json()).keys;
  };
  const server = createServer(async (request, response) => {
    requests++;
    response.setHeader("content-type", "application/json");
    if (request.url !== "/keys") return response.end(JSON.stringify({ jwks_uri: `${origin}/keys` }));
    const ours = { ...publicKey.export({ format: "jwk" }), kid, use: "sig" };
    return response.end(JSON.stringify({ keys: [ours, ...(await keysOfTheCloud())] }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The key server has no port.");
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    openIdConfigurationUrl: `${origin}/configuration`,
    kid,
    privateKey,
    publicKey,
    requests: () => requests,
    follow(openIdConfigurationUrl) {
      cloud = openIdConfigurationUrl;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Signs the first two parts of a token. */
export type Signer = (text: string) => Buffer;

/** JSON, or a text as it is, in base64url. */
export function part(value: object | string): string {
  return Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
}

/** A token with any header and claims, signed in any way. */
export function jwt(header: object | string, claims: object | string, signer: Signer): string {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${signer(text).toString("base64url")}`;
}

export const rs =
  (bits: 256 | 384 | 512, key: KeyObject): Signer =>
  (text) =>
    sign(`RSA-SHA${bits}`, Buffer.from(text), key);

/** RSA-PSS as PS256 requires it: the salt is as long as the hash. */
export const ps256 =
  (key: KeyObject): Signer =>
  (text) =>
    sign("RSA-SHA256", Buffer.from(text), { key, padding: 6, saltLength: 32 });

export const es256 =
  (key: KeyObject): Signer =>
  (text) =>
    sign("SHA256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" });

export const hs256 =
  (secret: string | Buffer): Signer =>
  (text) =>
    createHmac("sha256", secret).update(text).digest();

export const unsigned: Signer = () => Buffer.alloc(0);
