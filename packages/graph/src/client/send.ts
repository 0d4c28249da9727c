import type { Context, Middleware } from "@microsoft/microsoft-graph-client";
import type { Transport, TransportRequest } from "@trunkline/microsoft";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;

/** The end of the chain: one request over our pooled connections. It repeats nothing and follows no redirect: that is core's policy to decide. */
export function createSend(transport: Transport): Middleware {
  return {
    async execute(context) {
      const { status, headers, body } = await transport.request(readRequest(context));
      context.response = new Response(body.byteLength > 0 ? body : null, { status, headers });
    },
  };
}

/** Where a request goes. */
export function urlOf({ request }: Context): string {
  return typeof request === "string" ? request : request.url;
}

function readRequest(context: Context): TransportRequest {
  const { method = "GET", headers, body, signal } = context.options ?? {};
  const known = methods.find((one) => one === method.toUpperCase());
  if (!known) throw new TypeError(`${method} is no method of Graph`);
  return {
    method: known,
    url: urlOf(context),
    headers: Object.fromEntries(new Headers(headers)),
    ...(typeof body === "string" || body instanceof Uint8Array ? { body } : {}),
    ...(signal instanceof AbortSignal ? { signal } : {}),
  };
}
