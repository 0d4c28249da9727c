import { expect, test } from "vitest";
import { manualClock } from "./clock.js";

test("timers run in the order of their times, each at its own time, new ones included", async () => {
  const clock = manualClock(0);
  const ran: string[] = [];
  clock.setTimer(20, () => ran.push(`b${clock.now()}`));
  clock.setTimer(10, () => {
    ran.push(`a${clock.now()}`);
    clock.setTimer(5, () => ran.push(`c${clock.now()}`));
  });
  const cancel = clock.setTimer(12, () => ran.push("never"));
  cancel();
  await clock.advance(30);
  expect(ran).toEqual(["a10", "c15", "b20"]);
  expect(clock.now()).toBe(30);
});

test("what a timer causes has settled before the next one runs", async () => {
  const clock = manualClock(0);
  const ran: string[] = [];
  clock.settleWith(async () => {
    await Promise.resolve();
    ran.push(`settled${clock.now()}`);
  });
  clock.setTimer(1, () => ran.push("a"));
  clock.setTimer(2, () => ran.push("b"));
  await clock.advance(2);
  expect(ran).toEqual(["settled0", "a", "settled1", "b", "settled2"]);
});
