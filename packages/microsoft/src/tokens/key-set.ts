import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import type { Transport } from "../transport/transport.js";

/** Where a key set is found: directly, or through the OpenID configuration that names it. */
export type KeySource = { readonly jwksUrl: string } | { readonly openIdConfigurationUrl: string };

/** A callback waits for this at worst, so it is shorter than any sender's patience. */
const timeoutMs = 5_000;

const configuration = z.looseObject({ jwks_uri: z.url() });

/**
 * Fetches a key set.
 * @throws Error when a server is down, answers anything but 200, or answers something else than keys.
 */
export async function fetchKeys(source: KeySource, transport: Pick<Transport, "request">): Promise<Keys> {
  const url = "jwksUrl" in source ? source.jwksUrl : await findKeySet(source.openIdConfigurationUrl, transport);
  return parseKeySet(await fetchJson(url, transport));
}

async function findKeySet(configurationUrl: string, transport: Pick<Transport, "request">): Promise<string> {
  const found = configuration.safeParse(await fetchJson(configurationUrl, transport));
  if (!found.success) throw new Error(`${configurationUrl} names no jwks_uri`);
  const { jwks_uri } = found.data;
  if (configurationUrl.startsWith("https:") && !jwks_uri.startsWith("https:")) {
    throw new Error(`${configurationUrl} names a key set that is not on https: ${jwks_uri}`);
  }
  return jwks_uri;
}

async function fetchJson(url: string, transport: Pick<Transport, "request">): Promise<unknown> {
  const { status, body } = await transport.request({
    method: "GET",
    url,
    headers: { accept: "application/json" },
    timeoutMs,
  });
  if (status !== 200) throw new Error(`${url} answered ${status}`);
  return JSON.parse(new TextDecoder().decode(body));
}

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
