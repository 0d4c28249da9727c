import { describe, expect, test } from "vitest";
import { connectedOnA } from "../testing/instances.fixture.js";
import { connectedWorld, type Loopback, type TestSignal, url, world } from "../testing/loopback.fixture.js";
import { memoryLogger } from "../testing/telemetry.fixture.js";

const gone = (wire: Loopback) => wire.next("inspect", () => ({ found: { state: "gone" } }));
const ended: TestSignal = { kind: "state", id: "ended", state: "disconnected" };
const refused = (address: string) =>
  new Request(address, { method: "POST", headers: { "x-loopback": "wrong" }, body: "[]" });
const addressOf = (wire: Loopback) => wire.last("create").context.callbackUrl;

describe("a callback that is refused at a call's own address", () => {
  test("makes the instance ask the provider at once, so that its news arrives anyway", async () => {
    const { calling, wire, events, settle } = await connectedWorld();
    gone(wire);
    expect((await calling.handle(refused(addressOf(wire)))).status).toBe(401);
    await settle();
    expect(events.at(-1)).toBe("call-ended:unknown");
  });

  test("causes two requests in two seconds, however many callbacks are refused, and the second one comes after all of them", {
    tags: "endpoint/elsewhere",
  }, async () => {
    const { calling, wire, clock, events } = await connectedWorld();
    const before = wire.count("inspect");
    for (let sent = 0; sent < 100; sent++) await calling.handle(refused(addressOf(wire)));
    await clock.advance(1_999);
    expect(wire.count("inspect") - before).toBe(1);
    gone(wire);
    await calling.handle(refused(addressOf(wire)));
    await clock.advance(1);
    expect(wire.count("inspect") - before).toBe(2);
    await clock.advance(60_000);
    expect(wire.count("inspect") - before).toBe(2);
    expect(events.at(-1)).toBe("call-ended:unknown");
  });

  test("reaches the instance that has the call", async () => {
    const { a, b, wire, address, clock, call } = await connectedOnA();
    gone(wire);
    expect((await b.calling.handle(refused(address))).status).toBe(401);
    await clock.advance(0);
    expect(wire.count("inspect")).toBe(1);
    expect((await a.calling.get(call.ref)).ref).toBe(call.ref);
    expect((await call.snapshot()).state).toBe("disconnected");
  });

  test("while the store is away, unnoticed by the instance that has the call, makes it ask when the store is back", async () => {
    const { b, wire, address, clock, call } = await connectedOnA({ a: { leaseMs: 600_000 }, b: { leaseMs: 600_000 } });
    b.cut(true);
    expect((await b.tell(address, ended)).status).toBe(503);
    await clock.advance(5000);
    expect(wire.count("inspect")).toBe(0);
    gone(wire);
    b.cut(false);
    await clock.advance(2000);
    expect(wire.count("inspect")).toBe(1);
    expect((await call.snapshot()).state).toBe("disconnected");
  });

  test("while the store of its own instance is away between two renewals, makes it ask when the store is back", async () => {
    const { a, wire, address, clock, call } = await connectedOnA({ a: { leaseMs: 600_000 } });
    a.cut(true);
    expect((await a.tell(address, ended)).status).toBe(503);
    gone(wire);
    a.cut(false);
    await clock.advance(2000);
    expect((await call.snapshot()).state).toBe("disconnected");
  });

  test("during an outage causes two requests, however many callbacks are refused", async () => {
    const { b, wire, address, clock } = await connectedOnA();
    b.cut(true);
    for (let sent = 0; sent < 100; sent++) await b.calling.handle(refused(address));
    await clock.advance(5000);
    b.cut(false);
    await clock.advance(60_000);
    expect(wire.count("inspect")).toBe(2);
  });

  test("stores nothing for a call that the bot does not know", async () => {
    const secret = "0123456789abcdef0123456789abcdef";
    const { wire } = await connectedWorld({ secret });
    const after = world({ secret });
    expect((await after.calling.handle(refused(addressOf(wire)))).status).toBe(401);
    await after.settle();
    expect(after.wire.sent).toEqual([]);
    expect(await after.store.claim(1_000)).toBeUndefined();
  });

  test("at an address that is not a call's causes no request", async () => {
    const { calling, wire, settle } = await connectedWorld();
    const before = wire.sent.length;
    for (const address of [url, `${url}/x`, `${addressOf(wire)}x`]) await calling.handle(refused(address));
    await settle();
    expect(wire.sent).toHaveLength(before);
  });
});

describe("an event of a call at another address than its own", () => {
  test("is refused if only the provider's id names the call, has no effect, and makes the instance ask the provider", async () => {
    const there = await connectedWorld();
    const { wire, events, clock, call, calling } = there;
    const before = events.length;
    for (const signal of [ended, { kind: "dtmf", tone: "1" }]) {
      const body = JSON.stringify([{ id: "1", ...signal, providerCallId: call.providerCallId?.toUpperCase() }]);
      const headers = { "x-loopback": "secret" };
      expect((await calling.handle(new Request(`${url}/cut`, { method: "POST", headers, body }))).status).toBe(404);
    }
    await clock.advance(2_000);
    expect(wire.count("inspect")).toBe(2);
    expect(events.slice(before)).toEqual([]);
  });

  test("is applied until the call is decided about, and asked about from then on", {
    tags: "endpoint/elsewhere",
  }, async () => {
    const { logger, said } = memoryLogger();
    const { wire, events, ring, tell, calling } = world({ logger });
    calling.on("incoming", (incoming) => void incoming.answer());
    wire.next("answer", () => new Promise(() => {}));
    const providerCallId = await ring();
    expect(wire.count("answer")).toBe(1);
    gone(wire);
    expect((await tell(url, { ...ended, providerCallId })).status).toBe(202);
    expect(wire.count("inspect")).toBe(1);
    expect(events.at(-1)).toBe("call-ended:canceled");
    // It may have left before the provider had the call's address: nothing is wrong with the way.
    expect(said("an event arrived at an address other than its call's")).toEqual([]);

    const other = world();
    other.calling.on("incoming", () => new Promise(() => {}));
    const ringing = await other.ring();
    await other.tell(url, { kind: "state", state: "disconnecting", providerCallId: ringing });
    await other.tell(url, { ...ended, providerCallId: ringing });
    expect(other.events.at(-1)).toBe("call-ended:canceled");
    expect(other.wire.count("inspect")).toBe(0);
  });

  test("is logged after the call was connected, and does not replace the one at the right address", async () => {
    const { logger, said } = memoryLogger();
    const { wire, events, ring, tell, calling } = world({ logger });
    calling.on("incoming", (incoming) => void incoming.answer());
    const providerCallId = await ring();
    const { callbackUrl } = wire.last("answer").context;
    await tell(callbackUrl, { kind: "state", state: "connected" });
    const before = events.length;
    expect((await tell(`${url}/cut`, { ...ended, providerCallId })).status).toBe(202);
    expect([wire.count("inspect"), events.length]).toEqual([1, before]);
    expect(said("an event arrived at an address other than its call's")).toEqual([
      {
        provider: "loopback",
        callRef: expect.stringMatching(/^loopback:/),
        events: "state",
        path: "/calls/cut",
        expected: `${new URL(callbackUrl).pathname.split(".")[0]}.{mac}`,
        more: 0,
      },
    ]);
    await tell(callbackUrl, ended);
    expect(events.at(-1)).toBe("call-ended:remote-hung-up");
  });
});

test("a call without an id at the provider is asked about once it has one, and does not end before", async () => {
  const { calling, wire, clock, ring, events } = world();
  calling.on("incoming", (incoming) => void incoming.answer());
  let answered = (_: { readonly providerCallId: string }) => {};
  wire.next("answer", () => new Promise((resolve) => (answered = resolve)));
  await ring("");
  const address = wire.last("answer").context.callbackUrl;
  await calling.handle(refused(address));
  await clock.advance(1_000);
  expect(wire.count("inspect")).toBe(0);
  answered({ providerCallId: "p-late" });
  await clock.advance(1_000);
  expect(wire.count("inspect")).toBe(1);
  expect(events).toContain("call-connected");
});
