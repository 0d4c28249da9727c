import { describe, type WireApp } from "../../wire.js";
import type { GraphContext } from "../graph-context.js";
import { EntraError, entraErrorBody } from "./entra-error.js";
import { grantToken } from "./grant-token.js";

/** `POST /{tenant}/oauth2/v2.0/token` (documented). The client may name itself in the form or by HTTP Basic. */
export function mountTokenEndpoint(app: WireApp, graph: GraphContext): void {
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
