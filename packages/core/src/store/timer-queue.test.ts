import fc from "fast-check";
import { expect, test } from "vitest";
import { manualClock } from "../base/clock.js";
import { countingClock } from "../testing/counting-clock.fixture.js";
import { type QueuedTimer, TimerQueue } from "./timer-queue.js";

const still = { settle: async () => {} };

type Step =
  | { readonly do: "add"; readonly ms: number }
  | { readonly do: "cancel"; readonly which: number }
  | { readonly do: "advance"; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("add"), ms: fc.integer({ min: -5, max: 50 }) } as const) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("cancel"), which: fc.nat(200) } as const) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("advance"), ms: fc.integer({ min: 0, max: 30 }) } as const) },
);

test("it runs what a plain list of timers would run, in the same order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 300, size: "max" }), async (steps) => {
      const clock = manualClock({ start: 0, ...still });
      const queue = new TimerQueue(clock);
      const ran: string[] = [];
      const timers: QueuedTimer[] = [];
      const model: { at: number; order: number }[] = [];
      const expected: string[] = [];
      const runDue = (until: number) => {
        const due = model.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at || a.order - b.order);
        for (const timer of due) model.splice(model.indexOf(timer), 1);
        expected.push(...due.map(({ at, order }) => `${order}@${at}`));
      };
      for (const one of steps) {
        if (one.do === "add") {
          const order = timers.length;
          model.push({ at: clock.now() + Math.max(one.ms, 0), order });
          timers.push(queue.add(one.ms, { run: () => void ran.push(`${order}@${clock.now()}`) }));
        } else if (one.do === "cancel") {
          timers[one.which]?.cancel();
          const at = model.findIndex(({ order }) => order === one.which);
          if (at >= 0) model.splice(at, 1);
        } else {
          runDue(clock.now() + one.ms);
          await clock.advance(one.ms);
        }
      }
      runDue(Number.POSITIVE_INFINITY);
      await clock.advance(100);
      expect(ran).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

test("a time that is not a number is due at once, and holds up no other timer", async () => {
  const clock = manualClock({ start: 0, ...still });
  const queue = new TimerQueue(clock);
  const ran: string[] = [];
  queue.add(10, { run: () => void ran.push("before") });
  queue.add(Number.NaN, { run: () => void ran.push("none") });
  queue.add(Number.POSITIVE_INFINITY, { run: () => void ran.push("never") });
  queue.add(5, { run: () => void ran.push("after") });
  await clock.advance(20);
  expect(ran).toEqual(["none", "after", "before"]);
});

test("many timers are one timer of the clock, and none is left when all have run", async () => {
  const clock = countingClock(still);
  const queue = new TimerQueue(clock);
  for (let ms = 1000; ms > 0; ms--) queue.add(ms, { run: () => {} });
  expect(clock.waiting()).toBe(1);
  await clock.advance(1000);
  expect(clock.waiting()).toBe(0);
});

test("a timer that throws does not delay the others", async () => {
  const clock = manualClock(still);
  const queue = new TimerQueue(clock);
  let ran = 0;
  queue.add(1, {
    run() {
      throw new Error("broken");
    },
  });
  queue.add(1, { run: () => ran++ });
  queue.add(2, { run: () => ran++ });
  await expect(clock.advance(1)).rejects.toThrow("broken");
  await clock.advance(1);
  expect(ran).toBe(2);
});

test("after it is closed, it runs no timers", async () => {
  const clock = countingClock(still);
  const queue = new TimerQueue(clock);
  let ran = false;
  queue.add(1, {
    run() {
      ran = true;
    },
  });
  queue.close();
  await clock.advance(10);
  expect([ran, clock.waiting()]).toEqual([false, 0]);
});

test("a timer set by one that runs at the same moment runs at that moment too", async () => {
  const clock = manualClock(still);
  const queue = new TimerQueue(clock);
  const ran: string[] = [];
  queue.add(5, {
    run() {
      ran.push("first");
      queue.add(0, { run: () => void ran.push("second") });
    },
  });
  await clock.advance(5);
  expect(ran).toEqual(["first", "second"]);
});
