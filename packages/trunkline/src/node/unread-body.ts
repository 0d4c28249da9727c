import type { getRequestListener } from "@hono/node-server";

type Incoming = Parameters<Parameters<typeof getRequestListener>[0]>[1]["incoming"];

/**
 * A request whose body was already read would look like one without a body, and be acknowledged. Reading the body of this request fails
 * instead, so that no callback is lost. Platforms that read bodies themselves keep the bytes as `rawBody`, which is used if present.
 */
export function withUnreadBody(request: Request, incoming: Incoming): Request {
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
