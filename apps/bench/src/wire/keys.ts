import { exportJWK, exportPKCS8, generateKeyPair } from "jose";
import { z } from "zod";

/** The pair of keys that both clouds sign callbacks with. */
export const keysSchema = z.object({
  privateKey: z.string(),
  publicKey: z.record(z.string(), z.unknown()),
});

export type Keys = z.output<typeof keysSchema>;

export const keyId = "bench-key";

/** Makes a pair of 2048 bits, as both clouds have them. */
export async function makeKeys(): Promise<Keys> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  return {
    privateKey: await exportPKCS8(privateKey),
    publicKey: { ...(await exportJWK(publicKey)), kid: keyId, alg: "RS256", use: "sig" },
  };
}
