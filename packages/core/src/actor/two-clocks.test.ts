import { expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import { type Clock, manualClock } from "../base/clock.js";
import { createCalling } from "../calling/create-calling.js";
import type { IncomingCall } from "../interface/events.js";
import { memoryStore } from "../store/memory-store.js";
import type { Store } from "../store/store.js";
import { Loopback, loopbackAdapter, url } from "../testing/loopback.fixture.js";
import { memoryLogger } from "../testing/telemetry.fixture.js";
import { CallingError } from "../words/calling-error.js";

const minuteMs = 60_000;

/** Instances of one bot, each with a clock of its own, on a store with the right one. The provider lets a call ring for 30 s. */
function bot() {
  const clock = manualClock();
  const store = memoryStore({ clock });
  const wire = new Loopback();
  const events: string[] = [];
  const offers: IncomingCall[] = [];
  const instance = (name: string, aheadMs: number, seen: Store = store) => {
    const own: Clock = { now: () => clock.now() + aheadMs, setTimer: clock.setTimer };
    const { logger, lines } = memoryLogger();
    const adapter = loopbackAdapter(wire, { answerWithinMs: 30_000 });
    const secret = "the same on every instance of the bot";
    const calling = createCalling<Adapter, unknown>({ adapter, url, clock: own, store: seen, secret, logger });
    calling.on("incoming", (incoming) => void offers.push(incoming));
    calling.on("*", (event) => void events.push(`${name}:${event.type}`));
    const warnings = () => lines.filter(({ level }) => level === "warn").map(({ message }) => message);
    return { calling, warnings };
  };
  const ring = async ({ calling }: ReturnType<typeof instance>, over: object = {}) => {
    const parties = { from: { kind: "phone", number: "+14255550123" }, to: { kind: "phone", number: "+14255550100" } };
    const signal = { kind: "incoming", id: "incoming", providerCallId: "p1", ...parties, ...over };
    const request = new Request(url, {
      method: "POST",
      headers: { "x-loopback": "secret" },
      body: JSON.stringify([signal]),
    });
    const response = await calling.handle(request);
    await clock.advance(0);
    return response;
  };
  return { clock, store, wire, events, offers, instance, ring };
}

/** A store as an instance sees it that takes no calls for now. */
function idle(store: Store): { readonly store: Store; work(): void } {
  let working = false;
  return {
    store: {
      ...store,
      inProcess: true,
      claim: async (...given) => (working ? store.claim(...given) : undefined),
    },
    work: () => {
      working = true;
    },
  };
}

test.each([29_000, -29_000, 4 * minuteMs, -4 * minuteMs, 60 * minuteMs, -60 * minuteMs])(
  "with a clock that is %i ms off, a caller rings, has the whole time, and is rejected at its end",
  async (aheadMs) => {
    const { clock, events, offers, wire, instance, ring } = bot();
    const one = instance("one", aheadMs);
    expect((await ring(one, { at: clock.now(), redelivered: false })).status).toBe(202);
    expect(events).toEqual(["one:incoming"]);
    expect((offers[0]?.decideBy ?? 0) - (clock.now() + aheadMs)).toBe(29_000);
    await clock.advance(28_999);
    expect(wire.count("reject")).toBe(0);
    await clock.advance(1);
    expect(wire.count("reject")).toBe(1);
    expect(one.warnings()).toContain("this machine's clock and the provider's differ");
  },
);

test.each([29_000, -29_000])(
  "one instance takes it in, another with a clock %i ms off takes the call",
  { tags: "state/clocks" },
  async (aheadMs) => {
    const { clock, events, wire, store, instance, ring } = bot();
    const takesNone = idle(store);
    const one = instance("one", 0, takesNone.store);
    const two = instance("two", aheadMs);
    await ring(one, { at: clock.now(), redelivered: false });
    await clock.advance(2_000);
    expect(events).toEqual(["two:incoming"]);
    await clock.advance(26_999);
    expect(wire.count("reject")).toBe(0);
    await clock.advance(1);
    expect(wire.count("reject")).toBe(1);
    expect(two.warnings()).not.toContain("an incoming call arrived too late");
  },
);

test("a call that waited in the store without an instance has been ringing meanwhile", async () => {
  const { clock, offers, store, instance, ring } = bot();
  const later = idle(store);
  const one = instance("one", 29_000, later.store);
  await ring(one, { at: clock.now(), redelivered: false });
  await clock.advance(12_000);
  later.work();
  // It looks for work every ten seconds.
  await clock.advance(8_000);
  expect((offers[0]?.decideBy ?? 0) - (clock.now() + 29_000)).toBe(29_000 - 20_000);
});

test("a call that waited for longer than it rings is dropped, with a warning", async () => {
  const { clock, events, store, instance, ring } = bot();
  const later = idle(store);
  const one = instance("one", 0, later.store);
  await ring(one, { at: clock.now(), redelivered: false });
  await clock.advance(31_000);
  later.work();
  await clock.advance(10_000);
  expect(events).not.toContain("one:incoming");
  expect(one.warnings()).toContain("an incoming call arrived too late");
});

test("a call that was delivered again after its time is dropped, with a warning, also where the clock is off", async () => {
  const { clock, events, instance, ring } = bot();
  const one = instance("one", 29_000);
  await ring(one, { at: clock.now(), redelivered: false });
  await ring(one, { at: clock.now() - 40_000, redelivered: true, providerCallId: "p2" });
  expect(events.filter((line) => line === "one:incoming")).toHaveLength(1);
  expect(one.warnings()).toContain("an incoming call arrived too late");
});

test("an instance whose clock is off takes over an undecided call, and rejects it at the end of its time", async () => {
  for (const aheadMs of [20_000, -20_000]) {
    const { clock, wire, store, instance, ring } = bot();
    let gone = false;
    const through: Store = {
      ...store,
      inProcess: true,
      claim: async (...given) => (gone ? undefined : store.claim(...given)),
      commit: (...given) => (gone ? new Promise(() => {}) : store.commit(...given)),
      renew: (...given) => (gone ? new Promise(() => {}) : store.renew(...given)),
    };
    const one = instance("one", 0, through);
    await ring(one, { at: clock.now(), redelivered: false });
    gone = true;
    await clock.advance(9_000);
    instance("two", aheadMs);
    // The lease of the first one runs out with the time to decide: the second one takes the call and decides.
    await clock.advance(40_000);
    expect(wire.count("reject")).toBeLessThanOrEqual(1);
    const keys = (await store.list()).keys;
    for (const key of keys) expect(await store.read(key)).toMatchObject({ state: "disconnected" });
  }
});

test.each([3_600_000, -3_600_000])(
  "a machine's clock that is set by %i ms while a caller rings changes nothing of the time to decide",
  { tags: "state/clocks" },
  async (byMs) => {
    const { clock, events, wire, ring } = bot();
    let setBy = 0;
    const own: Clock = { now: () => clock.now() + setBy, setTimer: clock.setTimer, monotonic: clock.now };
    const adapter = loopbackAdapter(wire, { answerWithinMs: 30_000 });
    const calling = createCalling<Adapter, unknown>({ adapter, url, clock: own, logger: false });
    calling.on("*", ({ type }) => void events.push(type));
    calling.on("incoming", () => {});
    await ring({ calling, warnings: () => [] }, { at: clock.now(), redelivered: false });
    setBy = byMs;
    await clock.advance(28_000);
    expect(wire.count("reject")).toBe(0);
    await clock.advance(1_000);
    expect(wire.count("reject")).toBe(1);
    expect(events).toEqual(["incoming", "operation-completed", "call-ended"]);
  },
);

test("a machine that was suspended for longer than its lease asks the store before it sends anything", async () => {
  const { clock, wire } = bot();
  let suspendedMs = 0;
  const wall: Clock = { now: () => clock.now() + suspendedMs, setTimer: clock.setTimer };
  const store = memoryStore({ clock: wall });
  // The steady clock of the machine stood still meanwhile; that of the store went on.
  const own: Clock = { ...wall, monotonic: clock.now };
  const calling = createCalling({ adapter: loopbackAdapter(wire), url, clock: own, store, logger: false });
  const call = await calling.create({ to: "+14255550123" });
  wire.next("hangUp", () => {
    throw new CallingError("throttled", "slow down", { retryAfterMs: 1000, retryable: true });
  });
  const outcome = call.hangUp().then(String, (error: unknown) => error);
  await clock.advance(0);
  suspendedMs = minuteMs;
  expect(await store.claim(30_000, call.id)).toMatchObject({ takenOver: true });
  await clock.advance(1_000);
  expect(await outcome).toMatchObject({ code: "superseded" });
  expect(wire.count("hangUp")).toBe(1);
});
