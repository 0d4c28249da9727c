import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { HandleContext } from "@trunkline/core";

/** A handler of requests: a `Calling`, or anything with its `handle`. */
interface Handler {
  handle(request: Request, context?: HandleContext): Promise<Response>;
}

/**
 * Turns a calling interface into a listener for Node's server, or for a framework on it:
 * `createServer(nodeListener(calling))`, `app.use("/calls", nodeListener(calling))`.
 * The body must be unread: after `express.json()`, callbacks get 503, and `error` says why.
 */
export function nodeListener(handler: Handler): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const listener = getRequestListener((request, { incoming }) => handler.handle(withUnreadBody(request, incoming)));
  return async (request, response) => {
    request.url = wholeUrl(request);
    await listener(request, response);
  };
}

/** The complete URL: frameworks remove the path at which a listener is mounted, and keep the original. */
function wholeUrl(request: IncomingMessage & { readonly originalUrl?: unknown }): string {
  const { url = "/", originalUrl } = request;
  return typeof originalUrl === "string" ? originalUrl : url;
}

type Incoming = Parameters<Parameters<typeof getRequestListener>[0]>[1]["incoming"];

/**
 * A request whose body was already read would look like one without a body, and be acknowledged. Reading the body of this request fails
 * instead, so that no callback is lost. Platforms that read bodies themselves keep the bytes as `rawBody`, which is used if present.
 */
function withUnreadBody(request: Request, incoming: Incoming): Request {
  const empty = incoming.headers["content-length"] === "0" || request.method === "GET" || request.method === "HEAD";
  if (empty || !("readableDidRead" in incoming) || !incoming.readableDidRead || "rawBody" in incoming) return request;
  const body = new ReadableStream({
    pull() {
      const error = new Error(
        "The body of a callback was read before nodeListener: mount nodeListener before body parsers (express.json()).",
      );
      // Core distinguishes this error from an aborted body by its name.
      error.name = "BodyWasReadError";
      throw error;
    },
  });
  const { method, headers } = request;
  return new Request(request.url, { method, headers, body, duplex: "half" });
}
