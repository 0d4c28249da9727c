import { expect, test } from "vitest";
import { manualClock } from "../base/clock.js";
import { CallingError } from "../words/calling-error.js";
import { insist, isStoreAway } from "./insist.js";

const away = new CallingError("store-unavailable", "away");

/** Work that fails so often, and when it was tried, in ms from the start. */
function stage(failures = Number.POSITIVE_INFINITY, error: unknown = away) {
  const clock = manualClock({ start: 0 });
  const tries: number[] = [];
  const work = async () => {
    tries.push(clock.now());
    if (tries.length <= failures) throw error;
    return "done";
  };
  return { clock, tries, work };
}

test("pauses between tries double from a tenth of a second to one second", async () => {
  const { clock, tries, work } = stage(6);
  const done = insist(work, { clock });
  await clock.advance(10_000);
  expect(await done).toBe("done");
  expect(tries).toEqual([0, 100, 300, 700, 1500, 2500, 3500]);
});

test("the last try is no later than the time to give up, and its error is thrown", async () => {
  for (const [until, expected] of [
    [300, [0, 100, 300]],
    [299, [0, 100]],
    [0, [0]],
  ] as const) {
    const { clock, tries, work } = stage();
    const failed = expect(insist(work, { clock, until })).rejects.toBe(away);
    await clock.advance(10_000);
    await failed;
    expect(tries).toEqual(expected);
  }
});

test("work that is in vain by now is not tried again", async () => {
  const { clock, tries, work } = stage();
  const failed = expect(insist(work, { clock, vain: () => tries.length === 2 })).rejects.toBe(away);
  await clock.advance(10_000);
  await failed;
  expect(tries).toEqual([0, 100]);
});

test.each([new CallingError("store-unreadable", "no"), new Error("broken"), { code: "store-unavailable" }])(
  "only a store that does not answer is asked again: not after %s",
  async (error) => {
    const { clock, tries, work } = stage(1, error);
    await expect(insist(work, { clock })).rejects.toBe(error);
    expect(tries).toEqual([0]);
    expect([isStoreAway(error), isStoreAway(away)]).toEqual([false, true]);
  },
);
