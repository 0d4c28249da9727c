import { Hono } from "hono";
import { describe, type WireContext, type WireEnv } from "../../wire/wire.js";

/** The service's own issuer (documented). Trusting the simulator means using its keys; the issuer's name stays the same. */
export const CALLBACK_ISSUER = "https://acscallautomation.communication.azure.com";
export const OPENID_PATH = "/calling/.well-known/acsopenidconfiguration";
const KEYS_PATH = "/calling/keys";

/** The documents that say with which keys callback tokens are signed, at the real service's paths. */
export function publishKeys(context: WireContext): Hono<WireEnv> {
  return new Hono<WireEnv>()
    .get(OPENID_PATH, (c) => {
      describe(c, { title: "OpenID configuration" });
      return c.json({
        issuer: CALLBACK_ISSUER,
        jwks_uri: `${new URL(c.req.url).origin}${KEYS_PATH}`,
        id_token_signing_alg_values_supported: ["RS256"],
      });
    })
    .get(KEYS_PATH, (c) => {
      describe(c, { title: "Signing keys" });
      return c.json(context.keys.jwks());
    });
}
