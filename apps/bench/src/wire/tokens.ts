import { randomUUID } from "node:crypto";
import { exportJWK, exportPKCS8, generateKeyPair, importPKCS8, SignJWT } from "jose";
import { z } from "zod";
import { type CloudName, identity } from "./clouds.js";

/** The key pair with which both clouds sign callbacks. */
export const keysSchema = z.object({
  privateKey: z.string(),
  publicKey: z.record(z.string(), z.unknown()),
});

export type Keys = z.output<typeof keysSchema>;

const keyId = "bench-key";

/** Makes a key pair of 2048 bits, the size that both clouds use. */
export async function makeKeys(): Promise<Keys> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  return {
    privateKey: await exportPKCS8(privateKey),
    publicKey: { ...(await exportJWK(publicKey)), kid: keyId, alg: "RS256", use: "sig" },
  };
}

const { acs, graph } = identity;

const claims: Readonly<Record<CloudName, { readonly iss: string; readonly aud: string; readonly tid?: string }>> = {
  acs: { iss: acs.issuer, aud: acs.resourceId },
  graph: { iss: graph.issuer, aud: graph.appId, tid: graph.tenantId },
};

/** Signs tokens as a cloud does; no two are the same. Valid for a month, because a benchmark may advance its clock. */
export async function createTokenWriter(keys: Keys): Promise<(cloud: CloudName) => Promise<string>> {
  const key = await importPKCS8(keys.privateKey, "RS256");
  return (cloud) =>
    new SignJWT({ ...claims[cloud], jti: randomUUID() })
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: keyId })
      .setIssuedAt()
      .setNotBefore("0s")
      .setExpirationTime("30d")
      .sign(key);
}
