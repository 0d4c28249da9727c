import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { nodeListener } from "./node-listener.js";

test("a Node server hands requests to the calling interface, bytes and all, and sends its answer back", async () => {
  const seen: string[] = [];
  const listener = nodeListener({
    async handle(request) {
      seen.push(
        `${request.method} ${new URL(request.url).pathname} ${request.headers.get("authorization")} ${await request.text()}`,
      );
      return new Response("taken", { status: 202, headers: { "x-id": "7" } });
    },
  });
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/calls/k.m`, {
    method: "POST",
    body: '{"a":1}',
    headers: { authorization: "Bearer t" },
  });
  expect([response.status, response.headers.get("x-id"), await response.text()]).toEqual([202, "7", "taken"]);
  expect(seen).toEqual(['POST /calls/k.m Bearer t {"a":1}']);
  server.close();
});
