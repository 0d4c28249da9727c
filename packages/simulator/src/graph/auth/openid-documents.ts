import type { Context } from "hono";
import { describe, type WireApp, type WireEnv } from "../../wire/wire.js";
import type { AuthContext } from "./apps.js";

type WireRequest = Context<WireEnv>;

/**
 * Where bots read which issuer and keys to trust for callbacks (documented: path, issuer and `jwks_uri`). The path's capitals vary between
 * the documents that cite it.
 */
export function mountOpenIdDocuments(app: WireApp, graph: AuthContext): void {
  app.get("/v1/.well-known/:document{[oO]pen[iI]d[cC]onfiguration}", (c) => {
    describe(c, { title: "OpenID configuration of callbacks", tag: "documented" });
    return c.json({
      issuer: graph.behavior.current().issuer,
      authorization_endpoint: "https://invalid.botframework.com",
      jwks_uri: `${new URL(c.req.url).origin}/v1/keys`,
      id_token_signing_alg_values_supported: ["RS256"],
      token_endpoint_auth_methods_supported: ["private_key_jwt"],
    });
  });
  app.get("/v1/keys", (c) => {
    describe(c, { title: "keys of callbacks", tag: "documented" });
    return c.json(graph.keys.jwks());
  });
}

/**
 * What the vendor's token clients read before they ask for a token (documented): where a tenant's endpoints are, with which keys its tokens
 * are signed, and which hosts are one cloud.
 */
export function mountEntraDocuments(app: WireApp, graph: AuthContext): void {
  const configuration = (c: WireRequest, tenant: string, version: "" | "/v2.0"): Response => {
    describe(c, { title: "OpenID configuration of Entra", tag: "documented" });
    const authority = `${new URL(c.req.url).origin}/${tenant}`;
    return c.json({
      token_endpoint: `${authority}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
      jwks_uri: `${authority}/discovery/v2.0/keys`,
      response_modes_supported: ["query", "fragment", "form_post"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
      scopes_supported: ["openid", "profile", "email", "offline_access"],
      // The real one names login.microsoftonline.com; a client compares it with the host that it was given.
      issuer: `${authority}${version}`,
      authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
      tenant_region_scope: "NA",
      cloud_instance_name: "microsoftonline.com",
    });
  };
  app.get("/:tenant/v2.0/.well-known/openid-configuration", (c) => configuration(c, c.req.param("tenant"), "/v2.0"));
  app.get("/:tenant/.well-known/openid-configuration", (c) => configuration(c, c.req.param("tenant"), ""));
  app.get("/:tenant/discovery/v2.0/keys", (c) => {
    describe(c, { title: "keys of access tokens", tag: "documented" });
    return c.json(graph.keys.jwks());
  });
  app.get("/common/discovery/instance", (c) => {
    describe(c, { title: "instance discovery", tag: "documented" });
    const { host, origin } = new URL(c.req.url);
    return c.json({
      tenant_discovery_endpoint: `${origin}/${graph.credentials.graph.tenantId}/v2.0/.well-known/openid-configuration`,
      "api-version": c.req.query("api-version") ?? "1.1",
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    });
  });
}
