import { Client, ResponseType } from "@microsoft/microsoft-graph-client";
import type { AbortSignalLike, Clock } from "@trunkline/core";
import { createTokenSource, jsonIn, readRetryAfter, type Transport, withoutSecrets } from "@trunkline/microsoft";
import { GraphRefusal, readError } from "../errors/graph-refusal.js";
import type { CheckedGraphOptions } from "../options/options.js";
import { createAuthenticate, createSend, RequestOptions } from "./middleware.js";

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

/** One request to the calls API. */
export interface GraphCall {
  readonly method: "GET" | "POST" | "DELETE";
  /** Below the version, with every id in it encoded. */
  readonly path: string;
  readonly body?: object | undefined;
  readonly tenantId: string;
  /** Goes along as `client-request-id`, for Microsoft's support. */
  readonly operationId: string;
  /** The permissions of which it needs one, for the error of a 403. */
  readonly permissions: readonly string[];
  readonly ending: AbortSignalLike;
}

/** A 2xx answer. */
export interface GraphAnswer {
  readonly requestId: string | undefined;
  /** The JSON, or `undefined` for an empty body. */
  readonly body: unknown;
}

/** The calls API, through Microsoft's client. */
export interface GraphApi {
  /** @throws GraphRefusal for any other status; TransportError when there was no answer; CallingError when there is no token. */
  request(call: GraphCall): Promise<GraphAnswer>;
}

const utf8 = new TextDecoder();

/** Responses are read raw: only so are their status and headers available, and empty bodies break the client's own parsing. */
export function createGraphApi(client: GraphClient, clock: Clock): GraphApi {
  return {
    async request({ method, path, body, tenantId, operationId, permissions, ending }) {
      const options = new RequestOptions(tenantId, { raw: true, ending });
      const request = client
        .api(path)
        .header("client-request-id", operationId)
        .middlewareOptions([options])
        .responseType(ResponseType.RAW);
      try {
        if (method === "GET") await request.get();
        else if (method === "DELETE") await request.delete();
        else await request.post(body);
      } catch (error) {
        throw options.failure ?? error;
      }
      if (!options.answer) throw new TypeError("the Graph client gave no answer");
      const { status, headers, body: bytes } = options.answer;
      const requestId = headers["request-id"];
      const json = jsonIn(utf8.decode(bytes));
      if (status >= 200 && status < 300) return { requestId, body: json };
      const { code, message } = readError(json);
      throw new GraphRefusal({
        status,
        code,
        message: withoutSecrets(message ?? "") || `Graph answered ${status}`,
        requestId,
        retryAfterMs: readRetryAfter((name) => headers[name], clock.now()),
        permissions,
        tenantId,
      });
    },
  };
}
