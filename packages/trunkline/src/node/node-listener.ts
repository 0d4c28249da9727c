import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { HandleContext } from "@trunkline/core";

/** What takes requests: a `Calling`, or anything with its `handle`. */
interface Handler {
  handle(request: Request, context?: HandleContext): Promise<Response>;
}

/**
 * Makes of a calling interface a listener for Node's own server, or for a framework on it:
 * `createServer(nodeListener(calling))`, `app.use("/calls", nodeListener(calling))`.
 * The body must not have been read by anybody else: tokens are checked over its bytes.
 */
export function nodeListener(handler: Handler): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const listener = getRequestListener((request) => handler.handle(request));
  return async (request, response) => {
    await listener(request, response);
  };
}
