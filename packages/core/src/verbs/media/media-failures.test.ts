import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { wait } from "../../base/clock.js";
import type { CallRecord } from "../../record/call-record.js";
import { decodeRecord } from "../../record/record-codec.js";
import type { Store } from "../../store/store.js";
import { connectedWorld } from "../../testing/loopback.fixture.js";
import { CallingError } from "../../words/calling-error.js";

const prompt = { url: "https://cdn.example/a.wav" };
const next = { url: "https://cdn.example/next.wav" };
const refuse = () => {
  throw new CallingError("forbidden", "no");
};

test("a prompt of a collection whose end is never reported does not hold up the collection for ever", async () => {
  const { call, clock, settle, press } = await connectedWorld();
  const collecting = call.collectDtmf({ prompt, max: 1, bargeIn: false, firstToneMs: 5000 });
  await settle();
  await clock.advance(10 * 60_000);
  await press("1");
  expect(await collecting).toEqual({ tones: "1", endedBy: "max" });
});

test("a loop that was stopped gives way even if its end is never reported", async () => {
  const { call, clock, settle, wire } = await connectedWorld();
  const music = call.play(prompt, { loop: true });
  await music.accepted;
  void call.play(next);
  await settle();
  expect(wire.count("play")).toBe(1);
  await clock.advance(5000);
  expect(await music).toMatchObject({ endedBy: "canceled" });
  expect(wire.last("play").input).toMatchObject({ prompts: [next] });
});

test("a loop that cannot be stopped fails, and what waits for it is tried", async () => {
  const { call, settle, wire } = await connectedWorld();
  const music = call.play(prompt, { loop: true });
  await music.accepted;
  wire.next("cancelMedia", refuse);
  void call.play(next);
  await expect(music).rejects.toMatchObject({ code: "forbidden" });
  await settle();
  expect(wire.last("play").input).toMatchObject({ prompts: [next] });
});

test("a stop never overtakes the play that it is to stop", async () => {
  const { call, settle, wire } = await connectedWorld();
  let answer = () => {};
  wire.next("play", async () => {
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    return {};
  });
  void call.play(prompt, { loop: true });
  await settle();
  void call.play(next);
  await settle();
  expect(wire.count("cancelMedia")).toBe(0);
  answer();
  await settle();
  expect(wire.count("cancelMedia")).toBe(1);
});

test("the late end of a prompt that was given up is not taken for the end of the one that plays now", async () => {
  const { call, clock, settle, wire, tell } = await connectedWorld();
  const first = call.play(prompt);
  await first.accepted;
  const old = wire.last("play").context.operationId;
  await clock.advance(10 * 60_000);
  await expect(first).rejects.toMatchObject({ code: "timeout" });
  let over = false;
  void call.play(next).then(() => {
    over = true;
  });
  await settle();
  await tell({ kind: "operation", id: `operation:${old}`, verb: "play", operationId: old, outcome: "completed" });
  expect(over).toBe(false);
});

test("a waiting operation that is canceled ends at once and stops no other media", async () => {
  const { call, settle, wire } = await connectedWorld();
  await call.play(prompt).accepted;
  const playing = call.play(next);
  const sending = call.sendDtmf("12");
  const collecting = call.collectDtmf({ max: 1 });
  for (const waiting of [playing, sending, collecting]) await waiting.cancel();
  expect(await playing).toMatchObject({ endedBy: "canceled" });
  await expect(sending).rejects.toMatchObject({ code: "operation-failed", sent: "" });
  expect(await collecting).toEqual({ tones: "", endedBy: "canceled" });
  await settle();
  expect(wire.count("cancelMedia")).toBe(0);
});

test("a waiting operation rejects at once when its signal aborts, and never starts", async () => {
  const { call, settle, wire, finish } = await connectedWorld();
  const stop = new AbortController();
  await call.play(prompt).accepted;
  const { signal } = stop;
  const waiting = [call.play(next, { signal }), call.sendDtmf("12", { signal }), call.collectDtmf({ max: 1, signal })];
  stop.abort(new Error("enough"));
  for (const operation of waiting) await expect(operation).rejects.toThrow("enough");
  await finish("play");
  await settle();
  expect([wire.count("play"), wire.count("sendDtmf"), wire.count("subscribeDtmf")]).toEqual([1, 0, 0]);
});

test("canceling all media also stops waiting operations and those that are sent in parts", async () => {
  const { call, clock, settle, wire, finish } = await connectedWorld();
  const sending = call.sendDtmf("1wW2");
  const playing = call.play(next);
  await settle();
  await finish("sendDtmf");
  await call.cancelMedia();
  expect(await playing).toMatchObject({ endedBy: "canceled" });
  await clock.advance(60_000);
  await expect(sending).rejects.toMatchObject({ code: "operation-failed", sent: "1" });
  expect([wire.count("sendDtmf"), wire.count("play")]).toEqual([1, 0]);
});

test("a signal that aborts when its collection is over stops no other one's prompt", async () => {
  const { call, settle, press, wire } = await connectedWorld();
  const stop = new AbortController();
  const first = call.collectDtmf({ max: 1, signal: stop.signal });
  await settle();
  await press("1");
  await first;
  expect(getEventListeners(stop.signal, "abort")).toHaveLength(0);
  void call.collectDtmf({ prompt, max: 1 });
  await settle();
  stop.abort();
  await settle();
  expect(wire.count("cancelMedia")).toBe(0);
});

test("a collection requested twice at the same moment runs once", async () => {
  const { call, settle, press, wire } = await connectedWorld();
  const both = [call.collectDtmf({ prompt, max: 1, key: "menu" }), call.collectDtmf({ prompt, max: 1, key: "menu" })];
  await settle();
  await press("5");
  expect(await Promise.all(both)).toEqual([
    { tones: "5", endedBy: "max" },
    { tones: "5", endedBy: "max" },
  ]);
  expect(wire.count("play")).toBe(1);
});

test("properties that every object has do not count as names of collections", async () => {
  const { call, settle, press } = await connectedWorld();
  const collecting = call.collectDtmf({ max: 1, key: "constructor" });
  await settle();
  await press("5");
  expect(await collecting).toEqual({ tones: "5", endedBy: "max" });
});

test("an operation that is sent in one piece has events with its own id", async () => {
  const { call, calling, settle, finish } = await connectedWorld();
  const completed: string[] = [];
  calling.on("operation-completed", ({ operation }) => void completed.push(operation));
  const sending = call.sendDtmf("12");
  await settle();
  await finish("sendDtmf");
  await sending;
  expect(completed).toContain(sending.id);
});

test("the last hundred results of collections are kept during the call, and none after it", async () => {
  const { call, store, settle, press, hangUpRemotely, calling, clock } = await connectedWorld();
  calling.on("call-ended", () => wait(clock, 1000));
  for (let round = 0; round <= 100; round++) {
    const collecting = call.collectDtmf({ max: 1, key: `round ${round}`, secret: true });
    await settle();
    await press("7");
    await collecting;
  }
  const kept = async () => Object.keys((await recordOf(store, call.id)).collected);
  expect(await kept()).toHaveLength(100);
  expect(await kept()).not.toContain("round 0");
  await hangUpRemotely();
  expect(await kept()).toEqual([]);
});

async function recordOf(store: Store, key: string): Promise<CallRecord> {
  const stored = await store.read(key);
  if (stored === undefined) throw new Error(`${key} is not there`);
  return decodeRecord(stored);
}

test("a loop that was never begun is not stopped", async () => {
  const { call, settle, wire } = await connectedWorld();
  let refusePlay = () => {};
  wire.next("play", async () => {
    await new Promise<void>((resolve) => {
      refusePlay = resolve;
    });
    return refuse();
  });
  const music = call.play(prompt, { loop: true }).catch(() => {});
  await settle();
  void call.play(next);
  refusePlay();
  await music;
  await settle();
  expect([wire.count("cancelMedia"), wire.count("play")]).toEqual([0, 2]);
});

test("a call that is lost leaves no listener on the signals of its verbs", async () => {
  const { call, calling, settle } = await connectedWorld();
  const { signal } = new AbortController();
  const playing = call.play(prompt, { signal }).catch((error: unknown) => error);
  await settle();
  await calling.close({ atDeadline: "hand-over" });
  expect(await playing).toMatchObject({ code: "superseded" });
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});
