import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterEach, describe, expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import { manualClock } from "../base/clock.js";
import { inItsTime, Loopback, loopbackAdapter, url, world } from "../testing/loopback.fixture.js";
import { claimantsOf, receive } from "./receive.js";

/** Far more than one signal, with characters of two, three and four bytes. */
const signals = Array.from({ length: 40 }, (_, index) => ({
  kind: "unrecognized",
  id: `u${index}`,
  type: "news",
  providerCallId: `p${index}`,
  raw: `Zoë, 電話 and ☎️ 📞 ${index}`,
}));
const body = Buffer.from(JSON.stringify(signals));
const headers = { "x-loopback": "secret" };

/** The body in pieces of so many bytes. */
function pieces(size: number): readonly Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: Math.ceil(body.length / size) }, (_, at) =>
    Uint8Array.from(body.subarray(at * size, (at + 1) * size)),
  );
}

function streamed(chunks: readonly Uint8Array<ArrayBuffer>[], more: Readonly<Record<string, string>> = {}): Request {
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  return new Request(url, { method: "POST", headers: { ...headers, ...more }, body: stream, duplex: "half" });
}

/** A bot, and the wire's own form of every event that it gets. */
function bot(maxBodyBytes?: number) {
  const there = world(maxBodyBytes === undefined ? {} : { maxBodyBytes });
  const raw: unknown[] = [];
  there.calling.on("unrecognized", (event) => void raw.push(event.raw));
  const send = async (callback: Request) => {
    const { status } = await inItsTime(there.clock, there.calling.handle(callback));
    await there.settle();
    return status;
  };
  return { ...there, raw, send };
}

const all = signals.map(({ raw }) => raw);

test.each([1, 7, 500, body.length - 1])(
  "a body in chunks of %i bytes is read whole, also where a chunk ends within a character",
  async (size) => {
    const { raw, send } = bot();
    expect(await send(streamed(pieces(size)))).toBe(202);
    expect(raw.toSorted()).toEqual(all.toSorted());
  },
);

test("a body whose length is announced is read whole from its chunks too", async () => {
  const { raw, send } = bot();
  expect(await send(streamed(pieces(7), { "content-length": String(body.length) }))).toBe(202);
  expect(raw.toSorted()).toEqual(all.toSorted());
});

test("empty chunks between the others change nothing", async () => {
  const { raw, send } = bot();
  expect(await send(streamed(pieces(500).flatMap((chunk) => [new Uint8Array(), chunk])))).toBe(202);
  expect(raw).toHaveLength(all.length);
});

test("the limit counts all chunks together: as large as it is read, one byte more is 413, and the rest is not read", async () => {
  expect(await bot(body.length).send(streamed(pieces(500)))).toBe(202);
  const { raw, send } = bot(body.length - 1);
  let read = 0;
  let canceled = false;
  const long = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        if (read++ > 100) return controller.close();
        controller.enqueue(Uint8Array.from(body.subarray(0, 500)));
      },
      cancel() {
        canceled = true;
      },
    },
    { highWaterMark: 0 },
  );
  expect(await send(new Request(url, { method: "POST", headers, body: long, duplex: "half" }))).toBe(413);
  expect({ read, canceled }).toEqual({ read: Math.ceil(body.length / 500), canceled: true });
  expect(raw).toEqual([]);
});

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Serves the bot over HTTP on this machine. */
async function serve(handle: (callback: Request) => Promise<Response>): Promise<AddressInfo> {
  const server = createServer(async (incoming, outgoing) => {
    const given = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) given.set(name, String(value));
    const init = { method: "POST", headers: given, body: Readable.toWeb(incoming), duplex: "half" } as const;
    outgoing.writeHead((await handle(new Request(url, init))).status).end();
  }).listen(0, "127.0.0.1");
  ends.push(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the server has no port");
  return address;
}

test.each([
  ["chunked", {}],
  ["with a length", { "content-length": body.length }],
])("over HTTP, %s, a body that is written in pieces is read whole", async (_, length) => {
  const there = bot();
  const { port } = await serve((callback) => there.calling.handle(callback));
  const callback = request({ port, host: "127.0.0.1", method: "POST", headers: { ...headers, ...length } });
  const answered = once(callback, "response");
  for (const piece of pieces(501)) {
    // Once a piece is on its way the next one may follow: they arrive as several chunks.
    await new Promise((written) => callback.write(piece, written));
    await new Promise(setImmediate);
  }
  callback.end();
  const [response] = await inItsTime(there.clock, answered);
  response.resume();
  await there.settle();
  expect(response.statusCode).toBe(202);
  expect(there.raw.toSorted()).toEqual(all.toSorted());
});

test("a body with a length is taken up to the limit, and what announces more is not read", async () => {
  const whole = () => new Request(url, { method: "POST", headers, body: Uint8Array.from(body) });
  const announcing = (length: number) => streamed(pieces(500), { "content-length": String(length) });
  expect(await bot(body.length).send(announcing(body.length))).toBe(202);
  expect(await bot(body.length - 1).send(announcing(1))).toBe(413);
  const unread = announcing(body.length);
  expect([await bot(body.length - 1).send(unread), unread.bodyUsed]).toEqual([413, false]);
  expect(await bot(body.length).send(whole())).toBe(202);
});

test("a body that breaks off is to be sent again, and one that was read before is named in an error", async () => {
  const broken = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => controller.error(new Error("cut")),
  });
  const { send, events } = bot();
  expect(await send(new Request(url, { method: "POST", headers, body: broken, duplex: "half" }))).toBe(503);
  expect(events).toEqual([]);
  const read = streamed(pieces(500));
  await read.text();
  expect(await send(read)).toBe(503);
  expect(events).toEqual([expect.stringContaining("BodyWasReadError: The body of a callback was read before")]);
});

describe("what is received", () => {
  const claimant = { name: "", adapter: loopbackAdapter(new Loopback()) };
  const from = (request: Request) => {
    const address = { url: new URL(url), publicUrl: url, callKey: undefined };
    return receive({ clock: manualClock(), maxBodyBytes: 10 }, [claimant], request, address);
  };

  test("has no bytes where there is no body", async () => {
    expect(await from(new Request(url, { method: "POST", headers }))).toMatchObject({
      ...{ inbound: { body: new Uint8Array() }, principal: { role: "callback" } },
    });
  });

  test("has broken off where its body has, which says why", async () => {
    const cut = new Error("cut");
    const broken = new ReadableStream({ pull: (controller) => controller.error(cut) });
    const request = new Request(url, { method: "POST", headers, body: broken, duplex: "half" });
    await expect(from(request)).rejects.toMatchObject({ code: "unavailable", cause: cut });
  });

  test("was read before where a server says so", async () => {
    const read = Object.assign(new Error("read"), { name: "BodyWasReadError" });
    const request = new Request(url, { method: "POST", headers: { ...headers, "content-length": "2" }, body: "[]" });
    Object.defineProperty(request, "arrayBuffer", { value: () => Promise.reject(read) });
    await expect(from(request)).rejects.toBe(read);
  });
});

describe("the members whose sender it may be", () => {
  const claiming = (claims: boolean): Adapter => {
    const adapter = loopbackAdapter(new Loopback());
    return { ...adapter, webhook: { ...adapter.webhook, claims: () => claims } };
  };
  const [east, west] = [claiming(false), claiming(true)];
  const request = new Request(url, { method: "POST", headers });
  const of = (adapters: Readonly<Record<string, Adapter>>, callKey?: string) =>
    claimantsOf({ adapters: new Map(Object.entries(adapters)) }, request, new URL(url), callKey).map(
      ({ name }) => name,
    );

  test("are those that claim it", () => {
    expect([of({ east, west }), of({ west, other: west }), of({ east, other: east })]).toEqual([
      ...[["west"], ["west", "other"], []],
    ]);
  });

  test("say so by the method, the address and the headers", () => {
    const heads: unknown[] = [];
    const adapter = claiming(true);
    const claims = (head: unknown) => heads.push(head) > 0;
    of({ east: { ...adapter, webhook: { ...adapter.webhook, claims } }, west });
    expect(heads).toEqual([{ method: "POST", url: new URL(url), headers: request.headers }]);
  });

  test("are the only one, which then says what is wrong", () => {
    expect(of({ "": east })).toEqual([""]);
  });

  test("are at a call's address the one that has the call", () => {
    expect([of({ east, west }, "k~east"), of({ east, west }, "k~north"), of({ "": east }, "k")]).toEqual([
      ["east"],
      [],
      [""],
    ]);
  });
});
