import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { HandleContext } from "@trunkline/core";
import { withUnreadBody } from "./unread-body.js";

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
