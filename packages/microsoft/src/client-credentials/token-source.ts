import { CallingError, type Clock, steady, systemClock } from "@trunkline/core";
import { revealSecret, type Secret } from "../secrets/secret.js";
import type { Transport } from "../transport/transport.js";
import { TransportError } from "../transport/transport-error.js";
import { type GrantedToken, type OptionNames, readTokenAnswer } from "./token-answer.js";

/** An application that gets tokens in its own name, in whatever tenant it acts. */
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
