import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { HandleContext } from "@trunkline/core";
import { withUnreadBody } from "./unread-body.js";

/** What takes requests: a `Calling`, or anything with its `handle`. */
interface Handler {
  handle(request: Request, context?: HandleContext): Promise<Response>;
}

/**
 * Makes of a calling interface a listener for Node's own server, or for a framework on it:
 * `createServer(nodeListener(calling))`, `app.use("/calls", nodeListener(calling))`.
 * The body must not have been read by anybody else (`express.json()`): then callbacks are answered 503, and `error` says so.
 */
export function nodeListener(handler: Handler): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const listener = getRequestListener((request, { incoming }) => handler.handle(withUnreadBody(request, incoming)));
  return async (request, response) => {
    request.url = wholeUrl(request);
    await listener(request, response);
  };
}

/** Frameworks cut off the path that they have mounted a listener at, and keep what there was: a call's address is below that path. */
function wholeUrl(request: IncomingMessage & { readonly originalUrl?: unknown }): string {
  const { url = "/", originalUrl } = request;
  return typeof originalUrl === "string" ? originalUrl : url;
}
