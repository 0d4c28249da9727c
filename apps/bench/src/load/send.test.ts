import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type Connection, openConnections } from "./connection.js";
import { sendPaced } from "./send.js";

let server: Server;
let connections: readonly Connection[];

async function connect(count: number, listener: RequestListener): Promise<void> {
  server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  connections = await openConnections({ ports: [port], rows: Array.from({ length: count }, () => []) });
}

afterEach(() => {
  for (const connection of connections) connection.close();
  server.close();
});

const requests = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    Buffer.from(`POST /${index} HTTP/1.1\r\nhost: bot.example.com\r\ncontent-length: 0\r\n\r\n`),
  );

test("requests are sent in order, no sooner than the pace allows", async () => {
  const seen: { readonly path: string | undefined; readonly at: number }[] = [];
  await connect(1, ({ url }, response) => {
    seen.push({ path: url, at: performance.now() });
    response.end();
  });
  const startedAt = performance.now();
  expect(await sendPaced(connections, requests(5), 200)).toHaveLength(5);
  expect(seen.map(({ path }) => path)).toEqual(["/0", "/1", "/2", "/3", "/4"]);
  expect((seen[4]?.at ?? 0) - startedAt).toBeGreaterThanOrEqual(20);
});

test("the time that a request waits for a free connection counts", async () => {
  await connect(1, (_, response) => void setImmediate(() => response.end()));
  const [first = 0, second = 0, third = 0] = await sendPaced(connections, requests(3), 1e9);
  expect(second).toBeGreaterThan(first);
  expect(third).toBeGreaterThan(second);
});

test("a refused request fails the round", async () => {
  await connect(2, (_, response) => void response.writeHead(401).end());
  await expect(sendPaced(connections, requests(2), 1000)).rejects.toThrow("a callback was answered with 401");
});
