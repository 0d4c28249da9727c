import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Call } from "../interface/call.js";
import { connectedOnA } from "../testing/instances.fixture.js";
import { connectedWorld, type TestSignal, type World, world } from "../testing/loopback.fixture.js";
import type { CallTiming } from "../words/call-timing.js";

const to = "+14255550123";

/** The timings that `call-ended` reports. */
function endsOf({ calling }: Pick<World, "calling">): CallTiming[] {
  const ends: CallTiming[] = [];
  calling.on("call-ended", ({ timing }) => void ends.push(timing));
  return ends;
}

test("a call of the bot rings, is picked up and ends, each by the clock that reported it", async () => {
  const { calling, clock, wire, tell } = world();
  const ends = endsOf({ calling });
  const begun = clock.now();
  const call = await calling.create({ to });
  const { callbackUrl } = wire.last("create").context;
  const aheadMs = 240_000;
  const report = async (afterMs: number, signal: TestSignal) => {
    await clock.advance(afterMs);
    // It takes 100 ms to come here.
    const at = clock.now() + aheadMs;
    await clock.advance(100);
    await tell(callbackUrl, { at, ...signal });
  };
  await report(900, { kind: "state", state: "ringing" });
  await report(4900, { kind: "state", state: "connected" });
  await clock.advance(2000);
  expect((await call.snapshot()).timing).toEqual({
    startedAt: new Date(begun),
    ringingAt: new Date(begun + 900 + aheadMs),
    answeredAt: new Date(begun + 5900 + aheadMs),
    connectedAt: new Date(begun + 5900 + aheadMs),
    endedAt: undefined,
    connectedMs: 2000,
    clocks: {
      startedAt: "ours",
      ringingAt: "provider",
      answeredAt: "provider",
      connectedAt: "provider",
      endedAt: undefined,
    },
  });
  await report(1000, { kind: "state", state: "disconnected", result: { code: 0, subcode: 0, message: "" } });
  expect(ends).toMatchObject([{ endedAt: new Date(begun + 9000 + aheadMs), connectedMs: 3100 }]);
  expect((await call.snapshot()).timing).toEqual(ends[0]);
});

test("an answered call was answered when the provider accepted the answer, and connected when it said so", async () => {
  const { calling, clock, wire, ring, tell } = world();
  const begun = clock.now();
  const answered = new Promise<Call>((resolve) => {
    calling.on("incoming", async (incoming) => {
      await clock.advance(300);
      resolve(await incoming.answer());
    });
  });
  wire.next("answer", async () => {
    await clock.advance(200);
    return {};
  });
  await ring();
  await clock.advance(1500);
  await tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected" });
  const { timing } = await (await answered).snapshot();
  expect(timing).toMatchObject({
    startedAt: new Date(begun),
    ringingAt: undefined,
    answeredAt: new Date(begun + 500),
    clocks: { answeredAt: "ours", connectedAt: "ours" },
  });
  expect(timing.connectedAt?.getTime()).toBeGreaterThanOrEqual(begun + 1500);
});

test("a call whose connection overtakes the answer's response was answered when it was connected", async () => {
  const { calling, clock, wire, ring, tell } = world();
  const answered = new Promise<Call>((resolve) => {
    calling.on("incoming", async (incoming) => resolve(await incoming.answer()));
  });
  wire.next("answer", async () => {
    await tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected", at: 5 });
    await clock.advance(500);
    return {};
  });
  await ring();
  const { timing } = await (await answered).snapshot();
  expect([timing.answeredAt, timing.connectedAt]).toEqual([new Date(5), new Date(5)]);
});

test("a call that nobody picked up was connected for 0 ms", async () => {
  const { calling, wire, tell, clock } = world();
  const ends = endsOf({ calling });
  await calling.create({ to });
  await clock.advance(20_000);
  const result = { code: 486, subcode: 0, message: "" };
  await tell(wire.last("create").context.callbackUrl, { kind: "state", state: "disconnected", result });
  expect(ends).toMatchObject([{ answeredAt: undefined, connectedAt: undefined, connectedMs: 0 }]);
});

test("a repeated event does not move an instant", async () => {
  const { call, tell, clock } = await connectedWorld();
  const { timing } = await call.snapshot();
  await clock.advance(1000);
  await tell({ kind: "state", state: "connected", at: 5 });
  expect((await call.snapshot()).timing).toEqual({ ...timing, connectedMs: 1000 });
});

test("an instance that takes the call over knows when it began and was connected, and so does a handle elsewhere", async () => {
  const { a, b, call, clock } = await connectedOnA();
  const { timing } = await call.snapshot();
  const elsewhere = await b.calling.get(call.ref);
  expect((await elsewhere.snapshot()).timing).toEqual(timing);
  await a.calling.close();
  await clock.advance(5000);
  const taken = await b.calling.get(call.ref);
  expect((await taken.snapshot()).timing).toEqual({ ...timing, connectedMs: timing.connectedMs + 5000 });
});

describe("whatever order reports come in, and however far the clocks are apart", () => {
  const states = ["ringing", "connected", "disconnecting", "disconnected"] as const;
  const report = fc.record({
    state: fc.constantFrom(...states),
    /** Absent: the provider reports no time. */
    at: fc.option(fc.integer({ min: -600_000, max: 600_000 }), { nil: undefined }),
    afterMs: fc.integer({ min: 0, max: 5000 }),
  });

  test("instants of one clock never run backwards, those that are set stay, and no duration is negative", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(report, { maxLength: 8 }), fc.boolean(), async (reports, incoming) => {
        const { calling, clock, wire, ring, tell } = world();
        const ends = endsOf({ calling });
        const call = incoming ? await answeredCall({ calling, ring }, wire) : await calling.create({ to });
        const { callbackUrl } = wire.last(incoming ? "answer" : "create").context;
        let before = (await call.snapshot()).timing;
        for (const { state, at, afterMs } of reports) {
          await clock.advance(afterMs);
          await tell(callbackUrl, { kind: "state", state, ...(at === undefined ? {} : { at: clock.now() + at }) });
          const { timing } = await call.snapshot();
          checkOrder(timing);
          for (const name of stages) if (before[name]) expect(timing[name]).toEqual(before[name]);
          before = timing;
        }
        for (const timing of ends) checkOrder(timing);
      }),
      { numRuns: 60, examples: [[[{ state: "ringing", at: undefined, afterMs: 1 }], true]] },
    );
  });

  const stages = ["startedAt", "ringingAt", "answeredAt", "connectedAt", "endedAt"] as const;

  function checkOrder(timing: CallTiming): void {
    for (const clock of ["ours", "provider"] as const) {
      const times = stages.filter((name) => timing.clocks[name] === clock).map((name) => timing[name]?.getTime() ?? 0);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    expect(timing.connectedMs).toBeGreaterThanOrEqual(0);
    if (!timing.connectedAt) expect(timing.connectedMs).toBe(0);
  }

  /** A call that the bot is answering; it connects by what is reported. */
  async function answeredCall({ calling, ring }: Pick<World, "calling" | "ring">, wire: World["wire"]): Promise<Call> {
    const refs: string[] = [];
    calling.on("incoming", (incoming) => {
      refs.push(incoming.ref);
      incoming.answer().catch(() => {});
    });
    await ring();
    expect(wire.count("answer")).toBe(1);
    return calling.get(refs[0] ?? "");
  }
});
