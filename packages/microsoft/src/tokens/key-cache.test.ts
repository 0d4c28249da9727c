import { type Clock, manualClock } from "@trunkline/core";
import { expect, test } from "vitest";
import { createKeyCache } from "./key-cache.js";
import type { Keys } from "./key-set.js";

function startCache(load: () => Promise<Keys>) {
  const clock = manualClock();
  let timers = 0;
  const counting: Clock = {
    now: clock.now,
    setTimer(ms, run) {
      timers++;
      return clock.setTimer(ms, run);
    },
  };
  const cache = createKeyCache({ clock: counting, load, refreshMs: 1_000, coolDownMs: 100 });
  return { cache, clock, timers: () => timers };
}

test("starting twice refreshes once", async () => {
  const { cache, clock, timers } = startCache(async () => new Map());
  cache.start();
  cache.start();
  await clock.advance(3_000);
  expect(timers()).toBe(5);
  cache.stop();
});

test("stopping while a refresh is under way stops the next one too", async () => {
  let loads = 0;
  let finish = () => {};
  const { cache, clock } = startCache(() => {
    loads++;
    return new Promise((resolve) => {
      finish = () => resolve(new Map());
    });
  });
  cache.start();
  await clock.advance(1);
  cache.stop();
  finish();
  await clock.advance(10_000);
  expect(loads).toBe(1);
});
