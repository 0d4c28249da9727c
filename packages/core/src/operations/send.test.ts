import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import { failover } from "../adapter/composite.js";
import { manualClock } from "../base/clock.js";
import { createCalling } from "../calling/create-calling.js";
import type { Store } from "../store/store.js";
import { connectedWorld, Loopback, loopbackAdapter, url, world } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";

const to = "+14255550123";
const prompt = { url: "https://cdn.example/a.wav" };

test("a create that the provider never answers is given up after 15 s, and may have dialed", async () => {
  const { calling, wire, clock } = world();
  wire.next("create", () => new Promise(() => {}));
  const creating = calling.create({ to }).catch((error: unknown) => error);
  await clock.advance(15_000);
  expect(await creating).toMatchObject({ code: "outcome-unknown", cause: { code: "timeout" } });
  const { signal, ending } = wire.last("create").context;
  expect([signal.aborted, ending.aborted]).toEqual([true, true]);
});

test("an answer of an adapter that lacks what core needs is a fault of the adapter, and says which", async () => {
  const byName = (adapter: Adapter): Adapter => ({
    ...adapter,
    webhook: { ...adapter.webhook, reportsAt: "webhook" },
  });
  const { calling, wire } = world({ adapted: byName });
  wire.next("create", () => ({}));
  await expect(calling.create({ to })).rejects.toMatchObject({
    code: "operation-failed",
    message: expect.stringContaining("create: the adapter loopback returned no providerCallId"),
    hint: expect.stringContaining("adapter"),
  });
});

test("a create is given up after the caller's own time", async () => {
  const { calling, wire, clock } = world();
  wire.next("create", () => new Promise(() => {}));
  const creating = calling.create({ to, timeoutMs: 2000 }).catch((error: unknown) => error);
  await clock.advance(2000);
  expect(await creating).toMatchObject({ code: "outcome-unknown" });
});

test("a create given up while it is sent rejects at once, and the call is hung up when it turns out to ring", async () => {
  const { calling, wire, tell, settle, events } = world();
  const stop = new AbortController();
  wire.next("create", () => new Promise(() => {}));
  const creating = calling.create({ to, signal: stop.signal }).catch((error: unknown) => error);
  await settle();
  stop.abort(new Error("enough"));
  expect(await creating).toMatchObject({ message: "enough" });
  await tell(wire.last("create").context.callbackUrl, { kind: "state", state: "ringing", providerCallId: "p9" });
  expect(wire.last("hangUp").context.providerCallId).toBe("p9");
  expect(events).toContain("call-changed");
});

test("a create given up before it is sent is not sent, and leaves nothing behind", async () => {
  const { calling, wire } = world();
  const stop = new AbortController();
  const creating = calling.create({ to, signal: stop.signal }).catch((error: unknown) => error);
  stop.abort(new Error("enough"));
  expect(await creating).toMatchObject({ message: "enough" });
  expect(wire.count("create")).toBe(0);
  for await (const ref of calling.list()) throw new Error(`${ref} is still there`);
});

test("a create given up while its record is written is not sent, and leaves nothing behind", async () => {
  const stop = new AbortController();
  const through = (store: Store): Store => ({
    ...store,
    commit: (...given) => {
      stop.abort(new Error("enough"));
      return store.commit(...given);
    },
  });
  const { calling, wire } = world({ through });
  await expect(calling.create({ to, signal: stop.signal })).rejects.toThrow("enough");
  expect(wire.count("create")).toBe(0);
  for await (const ref of calling.list()) throw new Error(`${ref} is still there`);
});

test("a create given up because another call ended says so, and may have dialed all the same", async () => {
  const { calling, wire, tell, settle, events } = world();
  const stop = new AbortController();
  wire.next("create", () => new Promise(() => {}));
  const creating = calling.create({ to, signal: stop.signal }).catch((error: unknown) => error);
  await settle();
  stop.abort(new CallingError("call-ended", "the caller has gone", { callRef: "loopback:other" }));
  expect(await creating).toMatchObject({ code: "call-ended", callRef: "loopback:other" });
  await tell(wire.last("create").context.callbackUrl, { kind: "state", state: "connected", providerCallId: "p9" });
  expect(events).toContain("call-connected");
  expect(wire.count("hangUp")).toBe(1);
});

test("a create that is refused after events of its call ends that call, and its operation has not completed", async () => {
  const { calling, wire, tell, events } = world();
  wire.next("create", async () => {
    await tell(wire.last("create").context.callbackUrl, { kind: "state", state: "ringing" });
    throw new CallingError("forbidden", "no");
  });
  await expect(calling.create({ to })).rejects.toMatchObject({ code: "forbidden" });
  expect(events).toEqual(["call-changed", "call-ended:failed"]);
});

test("a call that may have been dialed by one member is not dialed by another", async () => {
  const lost = new Loopback();
  const other = new Loopback();
  const safe = loopbackAdapter(lost);
  const { create } = safe.verbs;
  if (!create) throw new Error("the fixture has no create");
  const adapter = failover({
    first: { ...safe, verbs: { ...safe.verbs, create: { ...create, repeat: "safe" } } },
    second: loopbackAdapter(other),
  });
  const calling = createCalling({ adapter, url, clock: manualClock() });
  const gone = () => {
    throw new CallingError("unavailable", "the line went dead");
  };
  for (let times = 0; times < 4; times++) lost.next("create", gone);
  await expect(calling.create({ to, timeoutMs: 100 })).rejects.toMatchObject({ code: "unavailable" });
  expect(other.count("create")).toBe(0);
});

test("a call that a provider says is gone is over, however it says so", async () => {
  const { call, wire, clock } = await connectedWorld();
  wire.next("inspect", () => {
    throw new CallingError("call-ended", "8522");
  });
  await clock.advance(5 * 60_000);
  expect((await call.snapshot()).state).toBe("disconnected");
});

test("nothing is sent for a verb whose signal aborts before its turn", async () => {
  const { call, wire, settle } = await connectedWorld();
  const stop = new AbortController();
  const playing = call.play(prompt, { signal: stop.signal });
  stop.abort(new Error("no more"));
  await expect(playing).rejects.toThrow("no more");
  await settle();
  expect(wire.count("play")).toBe(0);
});

test("a request that could be sent again is not, once the bot has stopped waiting", async () => {
  const { call, wire, clock, settle } = await connectedWorld();
  const stop = new AbortController();
  wire.next("hangUp", () => new Promise(() => {}));
  const leaving = call.hangUp({ signal: stop.signal });
  await settle();
  stop.abort(new Error("enough"));
  await expect(leaving).rejects.toThrow("enough");
  await clock.advance(60_000);
  expect(wire.count("hangUp")).toBe(1);
});

test("a request of a call that ends meanwhile fails as call-ended, and its event says so", async () => {
  const { call, calling, wire, hangUpRemotely, settle } = await connectedWorld();
  const failed: string[] = [];
  calling.on("operation-failed", ({ error }) => void failed.push(error.code));
  wire.next("play", () => new Promise(() => {}));
  const playing = call.play(prompt);
  await settle();
  await hangUpRemotely();
  await expect(playing).rejects.toMatchObject({ code: "call-ended" });
  expect(wire.last("play").context.signal.aborted).toBe(true);
  expect(failed).toEqual(["call-ended"]);
});

test("many verbs under one signal leave no listener on it, nor on the call's own", async () => {
  const { call, settle, finish } = await connectedWorld();
  const { signal } = new AbortController();
  for (let round = 0; round < 20; round++) {
    const playing = call.play(prompt, { signal });
    await settle();
    await finish("play");
    await playing;
    const collecting = call.collectDtmf({ max: 1, signal });
    await settle();
    await collecting.cancel();
    await call.cancelMedia({ signal });
  }
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
  expect(getEventListeners(call.signal, "abort")).toHaveLength(0);
});
