import { describe, expect, test } from "vitest";
import { connectedOnA } from "../../testing/instances.fixture.js";
import { connectedWorld } from "../../testing/loopback.fixture.js";
import { CallingError } from "../../words/calling-error.js";

const prompt = { url: "https://cdn.example/pin.wav" };
const options = { prompt, max: 2, firstToneMs: 60_000, interToneMs: 60_000, key: "pin" };
const takeoverMs = 45_000;

/** A collection whose instance has died while its prompt was on its way to the provider, or played. Another instance has the call now. */
async function takenOver(playing: "on its way" | "playing") {
  const there = await connectedOnA();
  const { a, b, call, clock, wire, address } = there;
  if (playing === "on its way") wire.next("play", () => new Promise(() => {}));
  call.collectDtmf(options).catch(() => {});
  await clock.advance(0);
  a.cut(true);
  await clock.advance(takeoverMs);
  const counts = () => [wire.count("play"), wire.count("cancelMedia")];
  expect(counts()).toEqual([1, 0]);
  let sequence = 0;
  return {
    ...there,
    counts,
    call: await b.calling.get(call.ref),
    async press(tone: "1" | "2") {
      sequence++;
      await b.tell(address, { kind: "dtmf", id: `tone:${sequence}`, tone, sequence });
    },
    async finish() {
      const { operationId } = wire.last("play").context;
      await b.tell(address, { kind: "operation", verb: "play", operationId, outcome: "completed" });
    },
  };
}

describe("a prompt that may not have been played before its instance died", () => {
  test("is played again when the bot joins, and the time for the first key counts from its end", async () => {
    const { call, clock, counts, finish } = await takenOver("on its way");
    const joined = call.collectDtmf(options);
    expect(await joined.accepted).toStrictEqual({ warnings: [] });
    await clock.advance(0);
    expect(counts()).toEqual([2, 1]);
    let ended = false;
    joined.then(() => {
      ended = true;
    });
    await clock.advance(300_000);
    await finish();
    await clock.advance(59_999);
    expect(ended).toBe(false);
    await clock.advance(1);
    expect(await joined).toEqual({ tones: "", endedBy: "no-input" });
  });

  test("is stopped by a key when it plays again", async () => {
    const { call, clock, counts, press } = await takenOver("on its way");
    const joined = call.collectDtmf(options);
    await clock.advance(0);
    await press("1");
    expect(counts()).toEqual([2, 2]);
    await press("2");
    expect(await joined).toEqual({ tones: "12", endedBy: "max" });
  });

  test("is played again once, however often the collection is joined", async () => {
    const { call, clock, counts } = await takenOver("on its way");
    const joined = [call.collectDtmf(options), call.collectDtmf(options)];
    await clock.advance(0);
    joined.push(call.collectDtmf(options));
    await clock.advance(0);
    expect(counts()[0]).toBe(2);
    await joined[0]?.cancel();
    expect(await Promise.all(joined)).toEqual(joined.map(() => ({ tones: "", endedBy: "canceled" })));
  });

  test("is played again although what plays cannot be stopped", async () => {
    const { call, clock, wire, counts } = await takenOver("on its way");
    wire.next("cancelMedia", () => {
      throw new CallingError("forbidden", "no");
    });
    call.collectDtmf(options).catch(() => {});
    await clock.advance(0);
    expect(counts()).toEqual([2, 1]);
  });

  test("fails the collection when it is refused this time", async () => {
    const { call, wire } = await takenOver("on its way");
    wire.next("play", () => {
      throw new CallingError("invalid-request", "play: no such file");
    });
    await expect(call.collectDtmf(options)).rejects.toMatchObject({ code: "invalid-request", verb: "collectDtmf" });
  });

  test("is not played again after a key, nor after the collection has ended", async () => {
    const { call, clock, press, counts, wire } = await takenOver("on its way");
    let stopped = () => {};
    wire.next("cancelMedia", () => new Promise((resolve) => (stopped = () => resolve({}))));
    const joined = call.collectDtmf(options);
    await clock.advance(0);
    await press("1");
    stopped();
    await clock.advance(0);
    call.collectDtmf(options).catch(() => {});
    await clock.advance(0);
    expect(counts()).toEqual([1, 1]);
    await press("2");
    expect(await joined).toEqual({ tones: "12", endedBy: "max" });
  });

  test("is not played again where the bot joins without one", async () => {
    const { call, clock, counts, press } = await takenOver("on its way");
    const { prompt: _, ...silent } = options;
    const joined = call.collectDtmf(silent);
    await clock.advance(0);
    expect(counts()).toEqual([1, 0]);
    await press("1");
    await press("2");
    expect(await joined).toEqual({ tones: "12", endedBy: "max" });
  });
});

test("a prompt that plays when its instance dies is not played again when the bot joins", async () => {
  const { call, clock, counts, finish } = await takenOver("playing");
  for (const end of [async () => {}, finish]) {
    await end();
    call.collectDtmf(options).catch(() => {});
    await clock.advance(0);
    expect(counts()).toEqual([1, 0]);
  }
});

describe("a collection that is not joined", () => {
  test("gives way to another one, and its prompt is stopped where it plays", async () => {
    const { b, call, counts, press } = await takenOver("playing");
    const ended: unknown[] = [];
    b.calling.on("operation-completed", ({ verb }) => void ended.push(verb));
    const other = call.collectDtmf({ max: 1 });
    await other.accepted;
    expect([counts(), ended]).toEqual([[1, 1], ["collectDtmf"]]);
    await press("1");
    expect(await other).toEqual({ tones: "1", endedBy: "max" });
  });

  test("gives way without a request where its prompt has ended", async () => {
    const { call, counts, finish, press } = await takenOver("playing");
    await finish();
    const other = call.collectDtmf({ max: 1 });
    await other.accepted;
    expect(counts()).toEqual([1, 0]);
    await press("1");
    expect(await other).toEqual({ tones: "1", endedBy: "max" });
  });
});

test("a collection whose prompt was refused is over: asked for again under its key, it begins anew", async () => {
  const { call, wire, settle, press } = await connectedWorld();
  wire.next("play", () => {
    throw new CallingError("invalid-request", "play: no such file");
  });
  await expect(call.collectDtmf(options)).rejects.toMatchObject({ code: "invalid-request", verb: "collectDtmf" });
  const again = call.collectDtmf(options);
  await settle();
  expect(wire.count("play")).toBe(2);
  await press("12");
  expect(await again).toEqual({ tones: "12", endedBy: "max" });
});

test("a prompt that is refused after its collection has ended does not fail the next one", async () => {
  const { call, wire, settle, press } = await connectedWorld();
  let refuse = () => {};
  wire.next(
    "play",
    () =>
      new Promise((_, reject) => (refuse = () => reject(new CallingError("invalid-request", "play: no such file")))),
  );
  const first = call.collectDtmf({ prompt, max: 1 });
  await settle();
  await press("1");
  expect(await first).toEqual({ tones: "1", endedBy: "max" });
  const second = call.collectDtmf({ max: 1 });
  await second.accepted;
  refuse();
  await settle();
  await press("2");
  expect(await second).toEqual({ tones: "2", endedBy: "max" });
});

test("the provider's own options are those of its prompt", async () => {
  const { call, wire } = await connectedWorld();
  const providerOptions = { loopback: { color: "red" } };
  await expect(call.collectDtmf({ prompt, max: 1, providerOptions })).rejects.toMatchObject({
    ...{ code: "invalid-request", verb: "collectDtmf" },
  });
  expect(wire.count("play")).toBe(0);
});

describe("a collection that is given up while keys are being subscribed to", () => {
  async function subscribing(more: { readonly signal?: AbortSignal } = {}) {
    const there = await connectedWorld();
    let subscribed = () => {};
    there.wire.next("subscribeDtmf", () => new Promise((resolve) => (subscribed = () => resolve({ done: true }))));
    const collecting = there.call.collectDtmf({ prompt, max: 1, ...more });
    collecting.catch(() => {});
    await there.settle();
    return { ...there, collecting, subscribed: () => subscribed() };
  }

  test("yields no keys when it is canceled, and its prompt is not played", async () => {
    const { collecting, subscribed, settle, wire } = await subscribing();
    await collecting.cancel();
    subscribed();
    expect(await collecting).toEqual({ tones: "", endedBy: "canceled" });
    await settle();
    expect(wire.count("play")).toBe(0);
  });

  test("rejects with the reason when its signal aborts, and its prompt is not played", async () => {
    const stop = new AbortController();
    const { collecting, subscribed, settle, wire } = await subscribing({ signal: stop.signal });
    stop.abort(new Error("enough"));
    await expect(collecting).rejects.toThrow("enough");
    subscribed();
    await settle();
    expect(wire.count("play")).toBe(0);
  });

  test("fails when the subscription does, which is one event, and the next subscribes anew", async () => {
    const { call, calling, wire, press, settle } = await connectedWorld();
    const failed: unknown[] = [];
    calling.on("operation-failed", ({ verb, operation }) => void failed.push([verb, operation]));
    wire.next("subscribeDtmf", () => {
      throw new CallingError("forbidden", "no");
    });
    const refused = call.collectDtmf({ max: 1 });
    await expect(refused).rejects.toMatchObject({ code: "forbidden", verb: "collectDtmf" });
    expect(failed).toEqual([["collectDtmf", refused.id]]);
    const collecting = call.collectDtmf({ max: 1 });
    await settle();
    await press("1");
    expect(await collecting).toEqual({ tones: "1", endedBy: "max" });
    expect(wire.count("subscribeDtmf")).toBe(2);
  });
});
