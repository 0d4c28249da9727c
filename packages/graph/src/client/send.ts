import type { Context, Middleware } from "@microsoft/microsoft-graph-client";
import type { AbortSignalLike } from "@trunkline/core";
import type { Transport, TransportRequest, TransportResponse } from "@trunkline/microsoft";
import { plainHeaders } from "./plain-headers.js";
import { requestOptionsOf } from "./request-options.js";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;

/**
 * The end of the chain: one request over our pooled connections. It repeats nothing and follows no redirect: that is core's policy to decide.
 * Our own requests get the answer as it came: making a `Response` of it and reading that costs more than the rest of the chain (12 µs).
 */
export function createSend(transport: Transport): Middleware {
  return {
    async execute(context) {
      const options = requestOptionsOf(context);
      const answer = await transport.request(readRequest(context, options?.ending));
      if (options) options.answer = answer;
      context.response = options?.raw ? statusOnly(answer.status) : responseOf(answer);
    },
  };
}

const withStatus = new Map<number, Response>();

/** What the rest of the chain sees of an answer that nobody reads through it. */
function statusOnly(status: number): Response {
  const response = withStatus.get(status) ?? new Response(null, { status });
  withStatus.set(status, response);
  return response;
}

/** Where a request goes. */
export function urlOf({ request }: Context): string {
  return typeof request === "string" ? request : request.url;
}

function readRequest(context: Context, ending: AbortSignalLike | undefined): TransportRequest {
  const { method = "GET", headers, body, signal } = context.options ?? {};
  const known = methods.find((one) => one === method.toUpperCase());
  if (!known) throw new TypeError(`${method} is no method of Graph`);
  return {
    method: known,
    url: urlOf(context),
    headers: plainHeaders(headers),
    ...(typeof body === "string" || body instanceof Uint8Array ? { body } : {}),
    ...(ending ? { signal: ending } : signal instanceof AbortSignal ? { signal } : {}),
  };
}

function responseOf({ status, headers, body }: TransportResponse): Response {
  return new Response(body.byteLength > 0 ? body : null, { status, headers });
}
