import { getEventListeners } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { manualClock } from "@trunkline/core";
import { afterEach, expect, test } from "vitest";
import { createTransport, type Transport, type TransportOptions } from "./transport.js";

const running: { server: Server; transports: Transport[] } = { server: createServer(), transports: [] };

afterEach(async () => {
  await Promise.all(running.transports.splice(0).map((transport) => transport.destroy()));
  running.server.closeAllConnections();
  running.server.close();
});

async function serve(listener: RequestListener): Promise<string> {
  running.server = createServer(listener);
  await new Promise<void>((resolve) => running.server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(running.server.address() as AddressInfo).port}`;
}

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function open(options: TransportOptions = {}): Transport {
  const transport = createTransport({ environment: {}, ...options });
  running.transports.push(transport);
  return transport;
}

test("a response comes back whole, whatever its status", async () => {
  const origin = await serve((request, response) => {
    response
      .writeHead(404, { "content-type": "application/json", "request-id": "r1" })
      .end(`{"path":"${request.url}"}`);
  });
  const { status, headers, body } = await open().request({ method: "GET", url: `${origin}/a?b=c` });
  expect([status, headers["request-id"], new TextDecoder().decode(body)]).toEqual([404, "r1", '{"path":"/a?b=c"}']);
});

test("a redirect is a response like any other", async () => {
  const origin = await serve((_, response) => response.writeHead(302, { location: "/x" }).end());
  expect((await open().request({ method: "POST", url: origin, body: "{}" })).status).toBe(302);
});

test("requests one after the other reuse connections", async () => {
  const ports = new Set<number | undefined>();
  const origin = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    response.end();
  });
  const transport = open();
  for (let i = 0; i < 20; i++) await transport.request({ method: "POST", url: origin, body: "{}" });
  expect(ports.size).toBeLessThanOrEqual(2);
});

test("a refused connection means that the request was never sent", async () => {
  const origin = await serve(() => {});
  await new Promise((resolve) => running.server.close(resolve));
  await expect(open().request({ method: "POST", url: origin })).rejects.toMatchObject({
    failure: "refused",
    neverSent: true,
  });
});

test("after a connection breaks during a request, the outcome is unknown", async () => {
  const origin = await serve((request) => request.socket.destroy());
  await expect(open().request({ method: "POST", url: origin, body: "{}" })).rejects.toMatchObject({
    failure: "broken",
    neverSent: false,
  });
});

test("a silent server times out by the given clock", async () => {
  const clock = manualClock();
  const arrived = deferred();
  const origin = await serve(() => arrived.resolve());
  const outcome = open({ clock, requestTimeoutMs: 1_000 })
    .request({ method: "POST", url: origin })
    .catch((error: unknown) => error);
  await arrived.promise;
  await clock.advance(1_000);
  expect(await outcome).toMatchObject({ failure: "timeout", message: expect.stringContaining("within 1000 ms") });
});

test("a signal ends a request, and an already aborted one prevents it", async () => {
  let requests = 0;
  const arrived = deferred();
  const origin = await serve(() => {
    requests++;
    arrived.resolve();
  });
  const controller = new AbortController();
  const outcome = open()
    .request({ method: "POST", url: origin, signal: controller.signal })
    .catch((error: unknown) => error);
  await arrived.promise;
  controller.abort();
  expect(await outcome).toMatchObject({ failure: "aborted", neverSent: false });
  await expect(open().request({ method: "POST", url: origin, signal: controller.signal })).rejects.toMatchObject({
    failure: "aborted",
    neverSent: true,
  });
  expect(requests).toBe(1);
});

test("a request that was aborted while it waited for a connection was never sent", async () => {
  let requests = 0;
  const arrived = deferred();
  const origin = await serve(() => {
    requests++;
    arrived.resolve();
  });
  const clock = manualClock();
  const transport = open({ clock, connectionsPerOrigin: 1 });
  const post = (more: object) =>
    transport.request({ method: "POST", url: origin, ...more }).catch((error: unknown) => error);
  const first = post({ timeoutMs: 2_000 });
  await arrived.promise;
  const controller = new AbortController();
  const waiting = [post({ signal: controller.signal }), post({ timeoutMs: 1_000 })];
  controller.abort();
  await clock.advance(1_000);
  expect(await Promise.all(waiting)).toMatchObject([
    { failure: "aborted", neverSent: true },
    { failure: "timeout", neverSent: true },
  ]);
  await clock.advance(1_000);
  expect(await first).toMatchObject({ failure: "timeout", neverSent: false });
  await transport.close();
  expect(requests).toBe(1);
});

test("a request leaves no listener on its signal", async () => {
  const origin = await serve((_, response) => response.end());
  const { signal } = new AbortController();
  const transport = open();
  for (let i = 0; i < 3; i++) await transport.request({ method: "GET", url: origin, signal });
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("closing lets requests under way finish and refuses new ones", async () => {
  const arrived = deferred();
  const answer = deferred();
  const origin = await serve(async (_, response) => {
    arrived.resolve();
    await answer.promise;
    response.end("done");
  });
  const transport = open();
  const under = transport.request({ method: "GET", url: origin });
  await arrived.promise;
  const closed = transport.close();
  await expect(transport.request({ method: "GET", url: origin })).rejects.toMatchObject({ neverSent: true });
  answer.resolve();
  expect(new TextDecoder().decode((await under).body)).toBe("done");
  await closed;
});

test("a response larger than the limit is refused", async () => {
  const origin = await serve((_, response) => response.end("x".repeat(2_000)));
  await expect(open({ maxResponseBytes: 1_000 }).request({ method: "GET", url: origin })).rejects.toMatchObject({
    failure: "broken",
  });
});

test("a proxy that is not a URL is refused when the transport is made, not at the first request", () => {
  for (const proxy of ["nonsense", "proxy:8080"])
    expect(() => createTransport({ environment: { HTTPS_PROXY: proxy } })).toThrow("HTTPS_PROXY");
});

test("the environment's proxy is used for other hosts but never for this machine", async () => {
  let tunnels = 0;
  const origin = await serve((_, response) => response.end("direct"));
  const proxy = createServer().on("connect", (_request, socket) => {
    tunnels++;
    const there = connect(Number(new URL(origin).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      there.pipe(socket).pipe(there);
    });
    there.on("error", () => socket.destroy());
    socket.on("error", () => there.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  try {
    const transport = open({
      environment: { HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` },
    });
    await transport.request({ method: "GET", url: origin });
    expect(tunnels).toBe(0);
    await transport.request({ method: "GET", url: "http://graph.example.com/" });
    expect(tunnels).toBe(1);
  } finally {
    proxy.closeAllConnections();
    proxy.close();
  }
});
