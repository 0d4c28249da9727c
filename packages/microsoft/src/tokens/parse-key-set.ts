import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";

const keySet = z.looseObject({ keys: z.array(z.unknown()) });

const rsaKey = z.looseObject({
  kty: z.literal("RSA"),
  kid: z.string().min(1),
  n: z.string(),
  e: z.string(),
  use: z.string().optional(),
});

/** The signature keys of a set, by key id, imported once. */
export type Keys = ReadonlyMap<string, KeyObject>;

/**
 * Reads a JSON Web Key Set. Keeps RSA signature keys of 2048 bits and more, skips everything else,
 * and takes no notice of what a key says about its algorithm (Microsoft's sets say `RSA256` in places): we pin RS256 ourselves.
 * @throws Error when it is no key set or has no usable key.
 */
export function parseKeySet(value: unknown): Keys {
  const set = keySet.safeParse(value);
  if (!set.success) throw new Error("not a JSON Web Key Set");
  const keys = new Map<string, KeyObject>();
  for (const member of set.data.keys) {
    const key = rsaKey.safeParse(member);
    if (!key.success || (key.data.use !== undefined && key.data.use !== "sig")) continue;
    const { kid, n, e } = key.data;
    const imported = importRsa(n, e);
    if (imported && !keys.has(kid)) keys.set(kid, imported);
  }
  if (keys.size === 0) throw new Error("the key set has no usable RSA key");
  return keys;
}

function importRsa(n: string, e: string): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: { kty: "RSA", n, e }, format: "jwk" });
    return (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 ? key : undefined;
  } catch {
    return undefined;
  }
}
