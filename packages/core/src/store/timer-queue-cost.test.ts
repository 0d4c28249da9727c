import { expect, test } from "vitest";
import { manualClock } from "../base/clock.js";
import { TimerQueue } from "./timer-queue.js";

/** A queue with a timer at each ms from 1 to `count`, and how often the clock was asked for a timer since the last look. */
function queueOf(count: number) {
  const clock = manualClock({ start: 0, settle: async () => {} });
  let set = 0;
  const setTimer = (ms: number, run: () => void) => {
    set++;
    return clock.setTimer(ms, run);
  };
  const queue = new TimerQueue({ ...clock, setTimer });
  const ran: number[] = [];
  const timers = Array.from({ length: count }, (_, at) => queue.add(at + 1, { run: () => void ran.push(at + 1) }));
  const asked = () => {
    const before = set;
    set = 0;
    return before;
  };
  return { clock, queue, timers, ran, asked };
}

test("a timer that is not the next one needs no other timer of the clock", () => {
  const { queue, asked } = queueOf(10);
  queue.add(1, { run: () => {} });
  expect(asked()).toBe(1);
  queue.add(0.5, { run: () => {} });
  expect(asked()).toBe(1);
});

test.each([
  [200, 100, 100],
  [200, 101, 1],
  [100, 64, 64],
  [100, 65, 1],
])("of %i timers %i are canceled: the clock wakes the queue for them %i times", async (count, canceled, wakes) => {
  const { clock, timers, ran, asked } = queueOf(count);
  for (const timer of timers.slice(0, canceled)) timer.cancel();
  asked();
  await clock.advance(canceled);
  expect([ran, asked()]).toEqual([[], wakes]);
  await clock.advance(count);
  expect(ran).toEqual(Array.from({ length: count - canceled }, (_, at) => canceled + at + 1));
});

test("canceled timers whose time has passed no longer count", async () => {
  const { clock, timers, asked } = queueOf(100);
  for (const timer of [...timers.slice(0, 40), ...timers.slice(50, 60)]) timer.cancel();
  await clock.advance(40);
  timers[60]?.cancel();
  asked();
  await clock.advance(21);
  expect(asked()).toBe(21);
});

test("a timer that is canceled again and again, or after it ran, counts once or not at all", async () => {
  const { clock, timers, asked } = queueOf(100);
  await clock.advance(1);
  timers[2]?.cancel();
  for (let again = 0; again < 70; again++) {
    timers[0]?.cancel();
    timers[1]?.cancel();
  }
  asked();
  await clock.advance(2);
  expect(asked()).toBe(2);
});
