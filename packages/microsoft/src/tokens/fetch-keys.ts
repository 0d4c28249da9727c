import { z } from "zod";
import type { Transport } from "../transport/transport.js";
import { type Keys, parseKeySet } from "./parse-key-set.js";

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
