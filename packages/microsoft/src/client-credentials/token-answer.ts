import { CallingError } from "@trunkline/core";
import { z } from "zod";
import { readRetryAfter } from "../transport/retry-after.js";
import type { TransportResponse } from "../transport/transport.js";

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
export function readTokenAnswer(
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
