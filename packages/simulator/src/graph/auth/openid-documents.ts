import { describe, type WireApp } from "../../wire.js";
import type { GraphContext } from "../graph-context.js";

/**
 * Where bots read whom to believe callbacks from (documented: path, issuer and `jwks_uri`). The path's capitals vary between
 * the documents that cite it.
 */
export function mountOpenIdDocuments(app: WireApp, graph: GraphContext): void {
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
