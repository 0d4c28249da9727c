import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { nodeListener } from "./node-listener.js";

/** Sends a callback to a Node server that runs `before` on each request before the listener gets it. */
async function sendThrough(before: (request: IncomingMessage) => unknown = () => {}) {
  const seen: string[] = [];
  const listener = nodeListener({
    async handle(request) {
      const { method, url, headers } = request;
      const body = await request.text().catch((error: Error) => `unread: ${error.message}`);
      seen.push(`${method} ${new URL(url).pathname} ${headers.get("authorization")} ${body}`);
      return new Response("taken", { status: 202, headers: { "x-id": "7" } });
    },
  });
  const server = createServer(async (request, response) => {
    await before(request);
    await listener(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const response = await fetch(`http://127.0.0.1:${address.port}/calls/k.m`, {
    method: "POST",
    body: '{"a":1}',
    headers: { authorization: "Bearer t" },
  });
  const answer = [response.status, response.headers.get("x-id"), await response.text()];
  server.close();
  return { answer, seen };
}

test("a Node server passes requests to the calling interface, byte for byte, and sends its answer back", async () => {
  const { answer, seen } = await sendThrough();
  expect(answer).toEqual([202, "7", "taken"]);
  expect(seen).toEqual(['POST /calls/k.m Bearer t {"a":1}']);
});

test("mounted at a path that a framework removes, it sees the complete address", async () => {
  // Connect and Express remove it: `app.use("/calls", …)`.
  const { seen } = await sendThrough((request) => {
    Object.assign(request, { originalUrl: request.url, url: request.url?.replace("/calls", "") });
  });
  expect(seen).toEqual(['POST /calls/k.m Bearer t {"a":1}']);
});

test("a body that was already read does not count as empty: reading it fails, with a hint", {
  tags: "endpoint/read-bodies",
}, async () => {
  const { seen } = await sendThrough(async (request) => {
    for await (const _ of request);
  });
  expect(seen).toEqual([expect.stringMatching(/^POST \/calls\/k\.m Bearer t unread: .*before body parsers/)]);
});

test("a body that a platform has read and kept counts as unread", async () => {
  const { seen } = await sendThrough(async (request) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    Object.assign(request, { rawBody: Buffer.concat(chunks) });
  });
  expect(seen).toEqual(['POST /calls/k.m Bearer t {"a":1}']);
});

test("a response may take its time, and a sender who breaks the connection aborts the request", async () => {
  const seen = new EventEmitter();
  const listener = nodeListener({
    async handle({ signal }) {
      seen.emit("asked");
      await once(signal, "abort");
      seen.emit("aborted");
      return new Response(null);
    },
  });
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  expect(server.timeout).toBe(0);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const sender = new AbortController();
  const [asked, aborted] = [once(seen, "asked"), once(seen, "aborted")];
  const sending = fetch(`http://127.0.0.1:${address.port}/calls`, {
    method: "POST",
    body: "{}",
    signal: sender.signal,
  });
  await asked;
  sender.abort();
  await expect(sending).rejects.toThrow();
  await aborted;
  server.close();
});
