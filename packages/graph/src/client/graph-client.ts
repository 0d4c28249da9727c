import { Client } from "@microsoft/microsoft-graph-client";
import { createTokenSource, type Transport } from "@trunkline/microsoft";
import type { CheckedGraphOptions } from "../options.js";
import { createAuthenticate } from "./authenticate.js";
import { createSend } from "./send.js";

/** Microsoft's own client. */
export type GraphClient = Client;

/**
 * Makes Microsoft's client with a chain of our own: our tokens, our connections, and no retries of its own (those would dial twice,
 * and sleep past the deadline of an incoming call).
 */
export function createGraphClient(options: CheckedGraphOptions, transport: Transport): GraphClient {
  const tokens = createTokenSource({
    authority: options.authority,
    clientId: options.appId,
    clientSecret: options.clientSecret,
    scope: options.cloud.scope,
    transport,
    clock: options.clock,
    names: {
      clientId: "appId (GRAPH_APP_ID)",
      clientSecret: "clientSecret (GRAPH_CLIENT_SECRET)",
      tenantId: "tenantId (GRAPH_TENANT_ID)",
    },
  });
  return Client.initWithMiddleware({
    baseUrl: options.baseUrl,
    defaultVersion: options.apiVersion,
    middleware: [createAuthenticate(tokens, options.baseUrl, options.tenantId), createSend(transport)],
  });
}
