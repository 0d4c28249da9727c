import fc from "fast-check";
import { expect, test } from "vitest";
import type { VerbAnswer } from "../adapter/verb.js";
import { deferred } from "../base/once.js";
import { isLate } from "../reduce/late-or-astray.js";
import { twoInstances } from "../testing/instances.fixture.js";
import { type TestSignal, type World, world } from "../testing/loopback.fixture.js";
import { turnOf } from "../testing/turn.fixture.js";
import { CallingError } from "../words/calling-error.js";

const to = "+14255550123";
const connected = { kind: "state", state: "connected" } as const;
const over = (code = 0): TestSignal => ({
  ...({ kind: "state", id: "ended", state: "disconnected" } as const),
  result: { code, subcode: 0, message: code === 486 ? "Busy Here" : "" },
});

/** A call that rings. Its provider reports the end of a call that it has hung up. */
async function ringing(ringMs: number, there: World = world()) {
  const { calling, wire, tell } = there;
  const call = await calling.create({ to, ringMs });
  const { callbackUrl } = wire.last("create").context;
  return { ...there, call, report: (...signals: readonly TestSignal[]) => tell(callbackUrl, ...signals) };
}

test("a call that nobody answers in time is hung up, and ends as no-answer by our own doing", async () => {
  const { call, clock, wire, report, events } = await ringing(20_000);
  await report({ kind: "state", state: "ringing" });
  await clock.advance(19_999);
  expect(wire.count("hangUp")).toBe(0);
  await clock.advance(1);
  expect(wire.last("hangUp").input).toEqual({ everyone: false });
  await report(over());
  const reason = { kind: "no-answer", message: "nobody answered within 20 s (ringMs), so the bot hung up" };
  expect(await call.ended).toMatchObject({ ...reason, code: 0 });
  await expect(call.connected).rejects.toMatchObject({ code: "call-ended", reason });
  expect(events).toEqual(["operation-completed", "call-changed", "call-ended:no-answer"]);
});

test("a provider that reports no end after its yes to a hang-up leaves the call as no-answer as well", async () => {
  const endsCall = world({
    adapted: (adapter) => {
      const { hangUp } = adapter.verbs;
      return hangUp ? { ...adapter, verbs: { ...adapter.verbs, hangUp: { ...hangUp, endsCall: true } } } : adapter;
    },
  });
  const { call, clock } = await ringing(20_000, endsCall);
  await clock.advance(20_000);
  expect(await call.ended).toMatchObject({ kind: "no-answer" });
});

test("the time counts from the provider's acceptance", async () => {
  const { calling, clock, wire } = world();
  wire.next("create", async () => {
    await clock.advance(8000);
    return { providerCallId: "p1" };
  });
  await calling.create({ to, ringMs: 10_000 });
  await clock.advance(9999);
  expect(wire.count("hangUp")).toBe(0);
  await clock.advance(1);
  expect(wire.count("hangUp")).toBe(1);
});

test("where the acceptance brings no id of the call, it counts from the first event with one", async () => {
  const { calling, clock, wire, tell } = world();
  wire.next("create", () => ({}));
  const call = await calling.create({ to, ringMs: 10_000 });
  await clock.advance(20_000);
  const { callbackUrl } = wire.last("create").context;
  await tell(callbackUrl, { kind: "state", state: "ringing", providerCallId: "p1" });
  await clock.advance(9999);
  expect(wire.count("hangUp")).toBe(0);
  await clock.advance(1);
  await tell(callbackUrl, over());
  expect(await call.ended).toMatchObject({ kind: "no-answer" });
});

test("where the acceptance was lost, it counts from the first that is heard of the call", async () => {
  const { calling, clock, wire, tell } = world();
  wire.next("create", () => {
    throw new CallingError("timeout", "no answer");
  });
  await expect(calling.create({ to, ringMs: 10_000 })).rejects.toMatchObject({ code: "outcome-unknown" });
  await clock.advance(20_000);
  const { callbackUrl } = wire.last("create").context;
  await tell(callbackUrl, { kind: "state", state: "ringing", providerCallId: "it-rings" });
  await clock.advance(9999);
  expect(wire.count("hangUp")).toBe(0);
  await clock.advance(1);
  expect(wire.last("hangUp").context.providerCallId).toBe("it-rings");
});

test("a call that is answered in time goes on", async () => {
  const { call, clock, wire, report } = await ringing(10_000);
  await clock.advance(9999);
  await report(connected);
  await clock.advance(600_000);
  await call.connected;
  expect(wire.count("hangUp")).toBe(0);
});

test("who answers while the bot hangs up is too late", async () => {
  const { call, clock, wire, report, events } = await ringing(10_000);
  wire.next("hangUp", async () => {
    await report(connected);
    return {};
  });
  await clock.advance(10_000);
  expect((await call.snapshot()).timing.connectedAt).toBeUndefined();
  await report(connected, over());
  expect(await call.ended).toMatchObject({ kind: "no-answer" });
  expect(events).not.toContain("call-connected");
});

test("an answer that comes too late is counted as a late event", () => {
  const late = (phase: "running" | "over") =>
    isLate(turnOf({ state: "ringing", wasConnected: false, ringLimit: { ms: 1, phase } }).record, {
      ...{ ...connected, id: "c", at: 1 },
    });
  expect([late("running"), late("over")]).toEqual([false, true]);
});

test("a provider that finds the call connected then does not bring it back", async () => {
  const { call, clock, wire, report } = await ringing(10_000);
  wire.next("hangUp", () => {
    throw new CallingError("not-found", "no such call", { status: 404 });
  });
  await clock.advance(10_000);
  expect(wire.count("inspect")).toBe(1);
  expect(wire.count("hangUp")).toBe(2);
  await report(over());
  expect(await call.ended).toMatchObject({ kind: "no-answer" });
});

test("the provider's own reason counts, if it comes first", async () => {
  const { call, clock, wire, report } = await ringing(10_000);
  await clock.advance(9000);
  await report(over(486));
  await clock.advance(60_000);
  expect(await call.ended).toMatchObject({ kind: "busy", message: "Busy Here" });
  expect(wire.count("hangUp")).toBe(0);
});

test("a hang-up of the bot counts, if it comes first", async () => {
  const { call, clock, wire, report } = await ringing(10_000);
  const leaving = call.hangUp();
  await clock.advance(9000);
  await report(over());
  await leaving;
  const slow = await ringing(10_000);
  const answer = deferred<VerbAnswer>();
  slow.wire.next("hangUp", () => answer.promise);
  void slow.call.hangUp();
  await slow.clock.advance(11_000);
  answer.resolve({});
  await slow.report(over());
  expect([await call.ended, await slow.call.ended]).toMatchObject([{ kind: "hung-up" }, { kind: "hung-up" }]);
  expect([wire.count("hangUp"), slow.wire.count("hangUp")]).toEqual([1, 1]);
});

test("a hang-up that fails is reported, and tried again until the call is over", async () => {
  const { call, clock, wire, report, events } = await ringing(10_000);
  for (let times = 0; times < 2; times++)
    wire.next("hangUp", () => {
      throw new CallingError("forbidden", "no");
    });
  await clock.advance(10_000);
  await clock.advance(20_000);
  await clock.advance(20_000);
  expect(wire.count("hangUp")).toBe(3);
  expect(events.filter((event) => event.startsWith("error"))).toHaveLength(2);
  await report(over());
  expect(await call.ended).toMatchObject({ kind: "no-answer" });
  await clock.advance(60_000);
  expect(wire.count("hangUp")).toBe(3);
});

test.each([999, 600_001, Number.NaN, "20000"])("%s is refused before any request", async (ringMs) => {
  const { calling, wire } = world();
  await expect(calling.create({ to, ringMs: ringMs as number })).rejects.toMatchObject({
    ...{ code: "invalid-request", verb: "create", message: expect.stringContaining("ringMs") },
  });
  expect(wire.sent).toEqual([]);
});

test("an instance that takes the call over runs the time out", async () => {
  const { a, b, wire, clock } = twoInstances();
  const call = await a.calling.create({ to, ringMs: 60_000 });
  const { callbackUrl } = wire.last("create").context;
  await clock.advance(10_000);
  wire.next("inspect", () => ({ found: { state: "ringing" } }));
  a.cut(true);
  await clock.advance(49_000);
  expect(wire.count("hangUp")).toBe(0);
  await clock.advance(1000);
  expect(wire.count("hangUp")).toBe(1);
  await b.tell(callbackUrl, over());
  const taken = await b.calling.get(call.ref);
  expect(await taken.ended).toMatchObject({ kind: "no-answer" });
});

test("an instance that takes the call over while it is being hung up hangs it up", async () => {
  const { a, b, wire, clock } = twoInstances();
  const call = await a.calling.create({ to, ringMs: 10_000 });
  const { callbackUrl } = wire.last("create").context;
  wire.next("hangUp", () => {
    a.cut(true);
    return new Promise(() => {});
  });
  await clock.advance(10_000);
  expect(wire.count("hangUp")).toBe(1);
  await clock.advance(60_000);
  expect(wire.count("hangUp")).toBeGreaterThan(1);
  await b.tell(callbackUrl, connected, over());
  const taken = await b.calling.get(call.ref);
  expect(await taken.ended).toMatchObject({ kind: "no-answer" });
});

test("a call that is answered around the end of its time is either connected or not answered", async () => {
  const moment = fc.record({
    answeredMs: fc.integer({ min: 9990, max: 10_010 }),
    hangUpMs: fc.integer({ min: 0, max: 10 }),
    accepted: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(moment, async ({ answeredMs, hangUpMs, accepted }) => {
      const { call, clock, wire, report, events } = await ringing(10_000);
      wire.next("hangUp", async () => {
        await new Promise<void>((resolve) => clock.setTimer(hangUpMs, resolve));
        if (!accepted) throw new CallingError("unavailable", "not now", { retryable: true });
        return {};
      });
      await clock.advance(answeredMs);
      await report(connected);
      await clock.advance(1000);
      const isUp = events.includes("call-connected");
      expect(wire.count("hangUp") > 0).toBe(!isUp);
      await report(over());
      expect((await call.ended).kind).toBe(isUp ? "remote-hung-up" : "no-answer");
      expect(
        await call.connected.then(
          () => true,
          () => false,
        ),
      ).toBe(isUp);
    }),
    { numRuns: 60 },
  );
});
