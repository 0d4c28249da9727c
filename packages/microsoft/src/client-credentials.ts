import { CallingError, type Clock, steady, systemClock } from "@trunkline/core";
import { z } from "zod";
import { revealSecret, type Secret } from "./secrets.js";
import type { TransportResponse } from "./transport/pending-request.js";
import { readRetryAfter } from "./transport/retry-after.js";
import type { Transport } from "./transport/transport.js";
import { TransportError } from "./transport/transport-error.js";

/** An application that gets tokens in its own name, in each tenant that it acts in. */
export interface TokenSourceOptions {
  /** Where tokens are issued, without a tenant: `https://login.microsoftonline.com`. */
  readonly authority: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** `https://graph.microsoft.com/.default`. */
  readonly scope: string;
  readonly transport: Transport;
  readonly clock?: Clock;
  /** How long before its end a token is replaced, ms. Default 5 min, and never more than half of its life. */
  readonly refreshBeforeMs?: number;
  /** How the options are named in errors. */
  readonly names: OptionNames;
}

/** Access tokens by tenant: cached, asked for once however many wait, replaced before they end. */
export interface TokenSource {
  /** @throws CallingError `unauthenticated` (names the option to mend), `throttled`, `unavailable`. */
  token(tenantId: string): Promise<string>;
  /** Forgets a tenant's token, because the service refused it. */
  forget(tenantId: string): void;
}

interface Cached {
  readonly token: Promise<GrantedToken>;
  /** When to replace it; absent while it is being fetched. */
  replaceAt?: number;
}

export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const clock = steady(options.clock ?? systemClock);
  const refreshBeforeMs = options.refreshBeforeMs ?? 300_000;
  const byTenant = new Map<string, Cached>();

  const fetchInto = (key: string, tenantId: string): Cached => {
    const cached: Cached = { token: requestToken(options, tenantId) };
    byTenant.set(key, cached);
    cached.token.then(
      ({ lifetimeMs }) => {
        cached.replaceAt = clock.now() + lifetimeMs - Math.min(refreshBeforeMs, lifetimeMs / 2);
      },
      () => {
        if (byTenant.get(key) === cached) byTenant.delete(key);
      },
    );
    return cached;
  };

  return {
    async token(tenantId) {
      const key = tenantId.toLowerCase();
      const cached = byTenant.get(key);
      const fresh = cached && (cached.replaceAt === undefined || clock.now() < cached.replaceAt);
      return (await (fresh ? cached : fetchInto(key, tenantId)).token).token;
    },
    forget: (tenantId) => void byTenant.delete(tenantId.toLowerCase()),
  };
}

async function requestToken(options: TokenSourceOptions, tenantId: string): Promise<GrantedToken> {
  const { authority, clientId, scope, transport, clock, names } = options;
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: await readSecret(options),
    scope,
  });
  try {
    const response = await transport.request({
      method: "POST",
      url: `${authority.replace(/\/+$/, "")}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`,
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      body: body.toString(),
    });
    return readTokenAnswer(response, { tenantId, names, now: (clock ?? systemClock).now() });
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    throw new CallingError("unavailable", `no token for tenant ${tenantId}: ${error.message}`, {
      retryable: true,
      cause: error,
    });
  }
}

async function readSecret({ clientSecret, names }: TokenSourceOptions): Promise<string> {
  try {
    const secret = await revealSecret(clientSecret);
    if (secret) return secret;
  } catch (error) {
    throw new CallingError("unauthenticated", `${names.clientSecret}: the function that fetches the secret failed`, {
      cause: error,
    });
  }
  throw new CallingError("unauthenticated", `${names.clientSecret} is empty`);
}

/** What the options of a token source are called where the user wrote them: `"clientSecret (GRAPH_CLIENT_SECRET)"`. */
export interface OptionNames {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tenantId: string;
}

/** A token and how long it is good for. */
export interface GrantedToken {
  readonly token: string;
  readonly lifetimeMs: number;
}

const granted = z.looseObject({
  access_token: z.string().min(1),
  // Some Entra endpoints print the number as text.
  expires_in: z.coerce.number().positive(),
});

const denied = z.looseObject({ error: z.string(), error_description: z.string().optional() });

/**
 * Reads what the token endpoint answered.
 * @throws CallingError `unauthenticated` with the option to mend; `throttled` and `unavailable`, which may be tried again without harm.
 */
function readTokenAnswer(
  response: TransportResponse,
  { tenantId, names, now }: { readonly tenantId: string; readonly names: OptionNames; readonly now: number },
): GrantedToken {
  const body = parseBody(response.body);
  const token = granted.safeParse(body);
  if (response.status === 200 && token.success) {
    return { token: token.data.access_token, lifetimeMs: token.data.expires_in * 1000 };
  }
  const { status } = response;
  const retryAfterMs = readRetryAfter((name) => response.headers[name], now);
  const later = { status, retryable: true, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  if (status === 429) {
    throw new CallingError("throttled", `no token for tenant ${tenantId}: asked too often`, later);
  }
  if (status >= 500 || status === 200) {
    const message = `no token for tenant ${tenantId}: the token endpoint answered ${status}`;
    throw new CallingError("unavailable", message, later);
  }
  const { error = `HTTP ${status}`, error_description = "" } = denied.safeParse(body).data ?? {};
  const code = /AADSTS\d+/.exec(error_description)?.[0];
  throw new CallingError("unauthenticated", `no token for tenant ${tenantId}: ${code ?? error}`, {
    status,
    providerCode: code ?? error,
    hint: hintFor(code, error, names),
  });
}

/** By Entra's published error codes. */
function hintFor(code: string | undefined, error: string, names: OptionNames): string {
  if (code === "AADSTS7000222") return `The secret has expired: make a new one and set ${names.clientSecret}.`;
  if (code === "AADSTS7000215") {
    return `The secret is wrong: set ${names.clientSecret} to the secret's value, not to its id.`;
  }
  if (code === "AADSTS700016") {
    return `The tenant does not know the application: check ${names.clientId}, and that an admin of the tenant consented to it.`;
  }
  if (code === "AADSTS90002" || code === "AADSTS900023") return `There is no such tenant: check ${names.tenantId}.`;
  if (error === "invalid_client") return `Check ${names.clientId} and ${names.clientSecret}.`;
  return `Check ${names.clientId}, ${names.clientSecret} and ${names.tenantId}.`;
}

function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
