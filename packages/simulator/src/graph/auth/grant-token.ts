import type { GraphContext } from "../graph-context.js";
import { findApp, type KnownApp } from "./apps.js";
import { checkAssertion } from "./client-assertion.js";
import { entraErrors } from "./entra-error.js";
import { audiences, communicationAudiences, resourceOfScope } from "./resources.js";

/** Seconds that an access token is good for, as the answer prints it (documented). */
const LIFETIME_S = 3599;
/** What came back as tenant for a token asked for in the name of none: not the customer's (observed; which one is ours). */
const NOBODYS_TENANT = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const TENANTLESS = ["common", "organizations"];
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export interface TokenAnswer {
  readonly token_type: "Bearer";
  readonly expires_in: number;
  readonly ext_expires_in: number;
  readonly access_token: string;
}

/**
 * Client credentials for a token (documented). Every GUID is a tenant, no domain is, and every app has been consented to in all of them
 * (ours). Throws EntraError.
 */
export async function grantToken(graph: GraphContext, tenant: string, form: URLSearchParams): Promise<TokenAnswer> {
  const need = (name: string): string => {
    const value = form.get(name);
    if (!value) throw entraErrors.missing(name);
    return value;
  };
  const grantType = need("grant_type");
  if (grantType !== "client_credentials") throw entraErrors.grantType(grantType);
  const appId = need("client_id");
  const scope = need("scope");
  const tid = TENANTLESS.includes(tenant.toLowerCase()) ? NOBODYS_TENANT : tenant.toLowerCase();
  if (!GUID.test(tid)) throw tid.includes(".") ? entraErrors.noSuchTenant(tenant) : entraErrors.noTenantName(tenant);

  const app = findApp(graph, appId);
  if (!app) throw entraErrors.noSuchApp(appId, tenant);
  await prove(graph, form, { app, tenant });

  const resource = resourceOfScope(scope);
  if (resource === undefined) throw entraErrors.scope(scope);
  const isGraph = audiences(graph.origins).includes(resource);
  if (!isGraph && !communicationAudiences.includes(resource)) throw entraErrors.noSuchResource(resource, tenant);

  const access_token = await graph.keys.sign({
    issuer: accessTokenIssuer(tid),
    audience: resource,
    lifetimeS: LIFETIME_S,
    extra: { tid, appid: app.appId, ...(isGraph ? { roles: app.roles } : {}), idtyp: "app", ver: "1.0" },
  });
  return { token_type: "Bearer", expires_in: LIFETIME_S, ext_expires_in: LIFETIME_S, access_token };
}

/** An app proves itself by a secret or by an assertion (documented). */
async function prove(
  graph: GraphContext,
  form: URLSearchParams,
  claimed: { readonly app: KnownApp; readonly tenant: string },
): Promise<void> {
  const { app } = claimed;
  const assertion = form.get("client_assertion");
  if (assertion) {
    const type = form.get("client_assertion_type") ?? "";
    if (type !== ASSERTION_TYPE) throw entraErrors.assertionType(type);
    await checkAssertion(graph, assertion, claimed);
    return;
  }
  const secret = form.get("client_secret");
  if (!secret) throw entraErrors.noSecret();
  if (secret !== app.clientSecret) throw entraErrors.wrongSecret(app.appId);
}

/** Graph's access tokens are of version 1, and so is their issuer (documented). */
export function accessTokenIssuer(tenantId: string): string {
  return `https://sts.windows.net/${tenantId}/`;
}
