import type { getRequestListener } from "@hono/node-server";

type Incoming = Parameters<Parameters<typeof getRequestListener>[0]>[1]["incoming"];

/**
 * A request whose body somebody else has read would look like one without a body, and be acknowledged as that. Reading this one fails
 * instead, so that nothing is taken for dealt with. Platforms that read it themselves keep its bytes as `rawBody`, which is as good.
 */
export function withUnreadBody(request: Request, incoming: Incoming): Request {
  const empty = incoming.headers["content-length"] === "0" || request.method === "GET" || request.method === "HEAD";
  if (empty || !("readableDidRead" in incoming) || !incoming.readableDidRead || "rawBody" in incoming) return request;
  const body = new ReadableStream({
    pull() {
      const error = new Error(
        "The body of a callback was read before it came to nodeListener: mount that before body parsers (express.json()).",
      );
      // By its name core tells it from a body that broke off.
      error.name = "BodyWasReadError";
      throw error;
    },
  });
  const { method, headers } = request;
  return new Request(request.url, { method, headers, body, duplex: "half" });
}
