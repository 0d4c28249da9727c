import { describe, type WireApp } from "../../wire/wire.js";
import type { AuthContext } from "./apps.js";
import { findApp, type KnownApp } from "./apps.js";
import { checkAssertion } from "./client-assertion.js";
import { EntraError, entraErrorBody, entraErrors } from "./entra-error.js";

/** `POST /{tenant}/oauth2/v2.0/token` (documented). The client may name itself in the form or by HTTP Basic. */
export function mountTokenEndpoint(app: WireApp, graph: AuthContext): void {
  app.post("/:tenant/oauth2/v2.0/token", async (c) => {
    describe(c, { title: "access token", tag: "documented" });
    const form = new URLSearchParams(await c.req.text());
    for (const [name, value] of basicCredentials(c.req.header("authorization"))) form.set(name, value);
    c.header("cache-control", "no-store");
    try {
      return c.json(await grantToken(graph, c.req.param("tenant"), form));
    } catch (error) {
      if (!(error instanceof EntraError)) throw error;
      describe(c, { title: `access token refused: AADSTS${error.number}` });
      const ids = { trace: graph.random.id(), correlation: c.req.header("client-request-id") ?? graph.random.id() };
      return c.json(entraErrorBody(error, ids, graph.clock.now()), error.status);
    }
  });
}

/** The rest of Entra's protocol: signing people in, older tokens. */
export function mountRestOfEntra(app: WireApp): void {
  app.all("/:tenant/:part{oauth2|discovery}/*", (c) => {
    describe(c, { title: "not simulated", tag: "ours" });
    const error_description = `Entra has ${c.req.method} ${c.req.path}; this simulator does not have it yet.`;
    return c.json({ error: "SimulatorNotImplemented", error_description, error_codes: [] }, 501);
  });
}

function basicCredentials(header: string | undefined): readonly (readonly [string, string])[] {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return [];
  const [id = "", secret = ""] = Buffer.from(encoded, "base64").toString("utf8").split(":", 2);
  return [
    ["client_id", decodeURIComponent(id)],
    ["client_secret", decodeURIComponent(secret)],
  ];
}

/** Seconds that an access token is good for, as the answer prints it (documented). */
const LIFETIME_S = 3599;
/** The tenant of a token that was requested without one: not the customer's (observed; which one is ours). */
const UNOWNED_TENANT = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const TENANTLESS = ["common", "organizations"];
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

interface TokenAnswer {
  readonly token_type: "Bearer";
  readonly expires_in: number;
  readonly ext_expires_in: number;
  readonly access_token: string;
}

/**
 * Client credentials for a token (documented). Every GUID is a tenant, no domain is, and every app has been consented to in all of them
 * (ours). Throws EntraError.
 */
async function grantToken(graph: AuthContext, tenant: string, form: URLSearchParams): Promise<TokenAnswer> {
  const need = (name: string): string => {
    const value = form.get(name);
    if (!value) throw entraErrors.missing(name);
    return value;
  };
  const grantType = need("grant_type");
  if (grantType !== "client_credentials") throw entraErrors.grantType(grantType);
  const appId = need("client_id");
  const scope = need("scope");
  const tid = TENANTLESS.includes(tenant.toLowerCase()) ? UNOWNED_TENANT : tenant.toLowerCase();
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
  graph: AuthContext,
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

/** Names of the Graph API as a resource: its roots in the clouds that have calls, and its application id (documented). */
const names = [
  "https://graph.microsoft.com",
  "https://graph.microsoft.us",
  "https://dod-graph.microsoft.us",
  "00000003-0000-0000-c000-000000000000",
] as const;

type Origins = () => { readonly http: string; readonly https: string };

/** Whose tokens this API takes: the names of the real one, and the simulator's own addresses. */
export function audiences(origins: Origins): readonly string[] {
  const { http, https } = origins();
  return [...names, http, https].flatMap((name) => [name, `${name}/`]);
}

/** Names of Azure Communication Services as a resource. Its client asks for `https://communication.azure.com//.default` (source). */
const communicationAudiences: readonly string[] = [
  "https://communication.azure.com",
  "https://communication.azure.com/",
];

/** The resource of a scope such as `https://graph.microsoft.com/.default`; `undefined` for any other scope. */
function resourceOfScope(scope: string): string | undefined {
  return /^(\S+)\/\.default$/i.exec(scope.trim())?.[1];
}
