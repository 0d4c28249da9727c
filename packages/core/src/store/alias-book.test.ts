import { expect, test } from "vitest";
import { countingClock } from "../testing/counting-clock.fixture.js";
import { AliasBook } from "./memory-store.js";
import { TimerQueue } from "./timer-queue.js";

const still = { settle: async () => {} };
const dayMs = 24 * 60 * 60_000;

/** Names of calls, and the timers that they need. */
function book() {
  const clock = countingClock(still);
  return { clock, aliases: new AliasBook(clock, new TimerQueue(clock)) };
}

test("a name stands for the key that it was first bound to, for its time and no longer", async () => {
  const { clock, aliases } = book();
  expect(aliases.bind("a", "k1", 1000)).toBe("k1");
  expect(aliases.bind("a", "k2", 1000)).toBe("k1");
  await clock.advance(999);
  expect(aliases.resolve("a")).toBe("k1");
  await clock.advance(1);
  expect(aliases.resolve("a")).toBeUndefined();
  expect(aliases.bind("a", "k2", 1000)).toBe("k2");
});

test("names that are out of date are thrown away, and then no timer is left", async () => {
  const { clock, aliases } = book();
  for (let count = 0; count < 100; count++) aliases.bind(`a${count}`, "k", dayMs);
  expect(clock.waiting()).toBe(1);
  await clock.advance(2 * dayMs);
  expect(clock.waiting()).toBe(0);
});

test("expired names are removed every ten minutes, and names in their time are kept", async () => {
  const { clock, aliases } = book();
  aliases.bind("short", "k", 10 * 60_000);
  await clock.advance(60_000);
  aliases.bind("long", "k", 10 * 60_000);
  await clock.advance(9 * 60_000);
  expect([aliases.resolve("short"), aliases.resolve("long"), clock.waiting()]).toEqual([undefined, "k", 1]);
  await clock.advance(10 * 60_000);
  expect(clock.waiting()).toBe(0);
  aliases.bind("again", "k", 10 * 60_000);
  expect(clock.waiting()).toBe(1);
  await clock.advance(10 * 60_000);
  expect(clock.waiting()).toBe(0);
});
