import { expect, test } from "vitest";
import { wait } from "../base/clock.js";
import { deferred } from "../base/once.js";
import { connectedOnA, twoInstances } from "../testing/instances.fixture.js";
import { connectedWorld, Loopback, loopbackAdapter, type TestSignal, url, world } from "../testing/loopback.fixture.js";
import { memoryLogger } from "../testing/telemetry.fixture.js";
import { CallingError } from "../words/calling-error.js";

const noParty = { kind: "unknown", rawId: "x" } as const;
const incoming = (id: string): TestSignal => ({
  ...{ kind: "incoming", id: "incoming", providerCallId: id, from: noParty, to: noParty },
});

const hungUp = "a call was hung up because this instance is closing";
const turnedAway = "an incoming call was rejected as busy because this instance is closing";

/** Observes whether a promise has settled. */
function watched(promise: Promise<unknown>) {
  const seen = { settled: false };
  const settle = () => {
    seen.settled = true;
  };
  promise.then(settle, settle);
  return seen;
}

test("in memory a live call is served while the instance closes, and the close is over when the call is", async () => {
  const { calling, call, press, finish, hangUpRemotely, wire, clock } = await connectedWorld();
  const playing = call.play({ url: "https://cdn.example/a.wav" });
  await playing.accepted;
  const keys: string[] = [];
  call.on("dtmf-received", ({ tone }) => void keys.push(tone));
  const closing = calling.close({ drainMs: 30_000 });
  const seen = watched(closing);
  await clock.advance(10_000);
  await finish("play");
  await playing;
  await press("42");
  expect(keys).toEqual(["4", "2"]);
  expect(seen.settled).toBe(false);
  await hangUpRemotely();
  await closing;
  expect(wire.count("hangUp")).toBe(0);
});

test("in memory a call that is live when the time is up is hung up with a warning, and its end is delivered", async () => {
  const { logger, said } = memoryLogger();
  const { calling, call, wire, clock, events } = await connectedWorld({ logger });
  const billed = deferred<void>();
  calling.on("call-ended", () => billed.promise);
  const closing = calling.close({ drainMs: 5_000 });
  const seen = watched(closing);
  await clock.advance(4_999);
  expect(wire.count("hangUp")).toBe(0);
  await clock.advance(1);
  expect(wire.count("hangUp")).toBe(1);
  expect(seen.settled, "a handler of the end is still at work").toBe(false);
  billed.resolve();
  await closing;
  expect(events).toContain("call-ended:hung-up");
  expect(said(hungUp)).toEqual([{ callRef: call.ref, state: "connected" }]);
  await expect(call.ended).resolves.toMatchObject({ kind: "hung-up" });
});

test("in memory a caller who still hears it ring is rejected as busy when the time is up", async () => {
  const { calling, ring, wire, clock, events } = world();
  calling.on("incoming", () => {});
  await ring();
  const closing = calling.close({ drainMs: 2_000 });
  await clock.advance(2_000);
  await closing;
  expect(wire.last("reject").input).toEqual({ reason: "busy" });
  expect(events).toContain("call-ended:rejected");
});

test("an answer that is on its way when the time is up opens a line, which is hung up", async () => {
  const { calling, ring, wire, clock } = world();
  wire.next("answer", async () => {
    await wait(clock, 1_000);
    return { providerCallId: "p7" };
  });
  calling.on("incoming", (call) => void call.answer());
  await ring();
  const closing = calling.close({ drainMs: 0 });
  await clock.advance(1_000);
  await closing;
  expect(wire.sent.map(({ verb }) => verb)).toEqual(["answer", "hangUp"]);
});

test("a call whose id is unknown cannot be hung up, and an error says so", async () => {
  const { logger, said } = memoryLogger();
  const { calling, wire } = world({ logger });
  wire.next("create", () => {
    throw new CallingError("timeout", "the answer was lost");
  });
  await expect(calling.create({ to: "+14255550123" })).rejects.toMatchObject({ code: "outcome-unknown" });
  await calling.close({ drainMs: 0 });
  expect(said("work in the background failed")).toMatchObject([
    {
      error: { message: expect.stringContaining("may still"), cause: { message: "the provider has given it no id" } },
    },
  ]);
});

test("a caller who hangs up before our hang-up causes no error", async () => {
  const { logger, said } = memoryLogger();
  const { calling, call, wire } = await connectedWorld({ logger });
  const gone = () => {
    throw new CallingError("call-ended", "no call of that id");
  };
  wire.next("hangUp", gone);
  wire.next("inspect", gone);
  await calling.close({ drainMs: 0 });
  await expect(call.ended).resolves.toMatchObject({ kind: "remote-hung-up" });
  expect(said("work in the background failed")).toEqual([]);
});

test("a hang-up that the provider never answers is given up after ten seconds, with an error", async () => {
  const { logger, said } = memoryLogger();
  const { calling, call, wire, clock } = await connectedWorld({ logger });
  wire.next("hangUp", () => new Promise(() => {}));
  const closing = calling.close({ drainMs: 0 });
  await clock.advance(10_000);
  await clock.advance(5_000);
  await closing;
  expect(said("work in the background failed")).toMatchObject([
    { callRef: call.ref, error: { message: expect.stringContaining("may still be connected") } },
  ]);
});

test("in memory an incoming call is rejected as busy while the instance closes, where it is offered once", async () => {
  const { logger, said } = memoryLogger();
  const { calling, wire, clock, events } = await connectedWorld({ logger });
  calling.on("incoming", () => {});
  const closing = calling.close({ drainMs: 5_000 });
  const response = await calling.handle(
    new Request(url, {
      method: "POST",
      headers: { "x-loopback": "secret" },
      body: JSON.stringify([{ ...incoming("late"), at: clock.now() }]),
    }),
  );
  await clock.advance(0);
  expect(response.status).toBe(202);
  expect(wire.last("reject").input).toEqual({ reason: "busy" });
  expect(events).not.toContain("incoming");
  expect(said(turnedAway)).toHaveLength(1);
  await clock.advance(5_000);
  await closing;
});

test("in memory it is refused where the provider offers it again, during the close and after it; handshakes are answered", async () => {
  const adapter = loopbackAdapter(new Loopback());
  const offering = { ...adapter, webhook: { ...adapter.webhook, offersAgainAfter: 500 } };
  const { calling, tell, clock } = world({ adapter: offering });
  calling.on("incoming", () => {});
  await calling.create({ to: "+14255550123" });
  const closing = calling.close({ drainMs: 5_000 });
  expect((await tell(url, incoming("late"))).status).toBe(500);
  expect((await tell(url, { kind: "unrecognized", id: "u", type: "news", providerCallId: "n" })).status).toBe(202);
  await clock.advance(5_000);
  await closing;
  expect((await tell(url, incoming("later"))).status).toBe(500);
  for await (const ref of calling.list()) expect(ref).not.toContain("late");
});

test("onIncomingRequest learns that the instance closes, and may name another place", async () => {
  const asked: boolean[] = [];
  const adapter = loopbackAdapter(new Loopback());
  const following = { ...adapter, webhook: { ...adapter.webhook, followsRedirects: true } };
  const { calling, tell, clock } = world({
    adapter: following,
    onIncomingRequest({ closing }) {
      asked.push(closing);
      return closing ? new URL("https://west.example.com/calls") : undefined;
    },
  });
  calling.on("incoming", (call) => void call.answer());
  expect((await tell(url, incoming("first"))).status).toBe(202);
  const closing = calling.close({ drainMs: 1_000 });
  expect((await tell(url, incoming("second"))).status).toBe(302);
  expect(asked).toEqual([false, true]);
  await clock.advance(1_000);
  await closing;
});

test("with others on the store calls are handed over at once, and callbacks meanwhile are taken", async () => {
  const { a, clock, log, address } = await connectedOnA();
  const closing = a.calling.close();
  const answered = await a.tell(address, { kind: "dtmf", id: "tone:1", sequence: 1, tone: "7" });
  await closing;
  await clock.advance(0);

  expect(answered.status).toBe(202);
  expect(log).toContain("b:call-recovered");
  expect(log).toContain("b:dtmf-received");
  expect((await a.tell(address, { kind: "dtmf", id: "tone:2", sequence: 2, tone: "8" })).status).toBe(503);
});

test("a callback is taken until the close has ended, also while the adapter closes", async () => {
  const closed = deferred<void>();
  const { a, clock, log, address } = await connectedOnA({
    adapted: (adapter) => ({ ...adapter, close: () => closed.promise }),
  });
  const closing = a.calling.close();
  await clock.advance(1_000);
  expect((await a.tell(address, { kind: "dtmf", id: "tone:1", sequence: 1, tone: "7" })).status).toBe(202);
  closed.resolve();
  await closing;
  expect(log).toContain("b:dtmf-received");
});

test("a close waits for a callback that is being taken in, since the store may be closed after it", async () => {
  const verified = deferred<void>();
  let slow = false;
  const { a, clock, log, address } = await connectedOnA({
    adapted: (adapter) => ({
      ...adapter,
      webhook: {
        ...adapter.webhook,
        async verify(inbound) {
          if (slow) await verified.promise;
          return adapter.webhook.verify(inbound);
        },
      },
    }),
  });
  slow = true;
  const answered = a.tell(address, { kind: "dtmf", id: "tone:1", sequence: 1, tone: "7" });
  const closing = a.calling.close();
  const seen = watched(closing);
  await clock.advance(1_000);
  expect(seen.settled).toBe(false);
  verified.resolve();
  await closing;
  expect((await answered).status).toBe(202);
  expect(log).toContain("b:dtmf-received");
});

test("with others on the store an incoming call is taken, and offered by another instance", async () => {
  const { a, b, clock, log } = await connectedOnA();
  a.calling.on("incoming", () => {});
  b.calling.on("incoming", () => {});
  const closing = a.calling.close({ drainMs: 5_000 });
  expect((await a.tell(url, incoming("late"))).status).toBe(202);
  expect(log.filter((line) => line.endsWith(":incoming"))).toEqual(["b:incoming"]);
  await clock.advance(5_000);
  await closing;
  expect(log).toContain("b:call-recovered");
});

test("with others on the store calls may end where they are for as long as drainMs says", async () => {
  const { a, clock, log, address } = await connectedOnA();
  const closing = a.calling.close({ drainMs: 60_000 });
  await clock.advance(45_000);
  await a.tell(address, {
    kind: "state",
    id: "ended",
    state: "disconnected",
    result: { code: 0, subcode: 0, message: "" },
  });
  await closing;
  expect(log).not.toContain("b:call-recovered");
  expect(log).toContain("a:call-ended:remote-hung-up");
});

test('with `atDeadline: "hang-up"`, calls in a shared store are hung up', async () => {
  const { a, wire, log } = await connectedOnA();
  await a.calling.close({ atDeadline: "hang-up", drainMs: 0 });
  expect(wire.count("hangUp")).toBe(1);
  expect(log).toContain("a:call-ended:hung-up");
  expect(log).not.toContain("b:call-recovered");
});

test("a call is handed over when the request under way is answered, so that it is not sent twice", async () => {
  const { a, b, call, wire, clock, log } = await connectedOnA();
  wire.next("transfer", async () => {
    await wait(clock, 2_000);
    return {};
  });
  void call.transfer("+14255550142");
  await clock.advance(0);
  const closing = a.calling.close();
  await clock.advance(1_999);
  expect(log).not.toContain("b:call-recovered");
  await clock.advance(1);
  await closing;
  await clock.advance(0);
  expect(log).toContain("b:call-recovered");
  expect(wire.count("transfer")).toBe(1);
  await b.calling.close({ drainMs: 0 });
});

test("a call that is being created is handed over when the provider has accepted it", async () => {
  const { a, wire, clock, log } = twoInstances();
  wire.next("create", async () => {
    await wait(clock, 2_000);
    return { providerCallId: "p1" };
  });
  const creating = a.calling.create({ to: "+14255550123" });
  await clock.advance(0);
  const closing = a.calling.close();
  await expect(a.calling.create({ to: "+14255550123" })).rejects.toMatchObject({ code: "unavailable" });
  await clock.advance(2_000);
  await closing;
  await clock.advance(0);
  expect((await creating).providerCallId).toBe("p1");
  expect(wire.count("create")).toBe(1);
  expect(log).toContain("b:call-recovered");
});

test("the last of two instances on a store in memory hangs up, since no other is left", async () => {
  const { clock, store, wire, calling } = await connectedWorld();
  expect(store.hasOthers?.()).toBe(false);
  await calling.close({ drainMs: 0 });
  await clock.advance(0);
  expect(wire.count("hangUp")).toBe(1);
});

test("a second close joins the first, and so does the end of a scope", async () => {
  const { logger, said } = memoryLogger();
  const { calling, clock, wire } = await connectedWorld({ logger });
  const ends = [calling.close({ drainMs: 3_000 }), calling.close({ drainMs: 0 }), calling[Symbol.asyncDispose]()];
  await clock.advance(2_999);
  expect(wire.count("hangUp")).toBe(0);
  await clock.advance(1);
  await Promise.all(ends);
  expect([wire.count("hangUp"), said("closing").length, said("closed").length]).toEqual([1, 1, 1]);
});

test("the end of a scope gives calls five seconds, and hangs up those that are left", async () => {
  const { calling, clock, wire } = await connectedWorld();
  const left = (async () => {
    await using _scope = calling;
  })();
  await clock.advance(4_999);
  expect(wire.count("hangUp")).toBe(0);
  await clock.advance(1);
  await left;
  expect(wire.count("hangUp")).toBe(1);
});

test("wrong options are refused before anything is closed", async () => {
  const { calling, ring, events } = world();
  calling.on("incoming", (call) => void call.answer());
  await expect(calling.close({ drainMs: -1 })).rejects.toMatchObject({ code: "invalid-request" });
  await expect(calling.close({ atDeadline: "leave" as never })).rejects.toThrow('atDeadline is "leave"');
  await ring();
  expect(events).toContain("incoming");
  await calling.close({ drainMs: 0 });
});
