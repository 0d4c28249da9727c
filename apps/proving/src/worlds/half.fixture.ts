import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { playSeeds, seedsFrom } from "./play-seeds.js";
import { describeBroken } from "./report.js";

/** The seeds, and the file for the report: set by the command that plays more of them. */
const { WORLDS_FROM = "1", WORLDS_COUNT = "150", WORLDS_REPORT, WORLDS_SHOW } = process.env;
const from = Number(WORLDS_FROM);
const count = Number(WORLDS_COUNT);

/** Declares a test of every other seed: the first or the second of each pair. The halves run in parallel, in their own threads. */
export function everyOther(which: "first" | "second"): void {
  const own = which === "first" ? Math.ceil(count / 2) : Math.floor(count / 2);
  test(`the worlds of ${own} seeds keep every promise, and leave the same trace on both clouds`, {
    tags: "worlds/all-promises",
    timeout: 0,
  }, async () => {
    const report = await playSeeds(seedsFrom(from + (which === "first" ? 0 : 1), own, 2), {
      show: WORLDS_SHOW !== undefined,
    });
    if (WORLDS_REPORT) writeFileSync(`${WORLDS_REPORT}.${which}.json`, JSON.stringify(report));
    expect(report.broken.map(describeBroken)).toEqual([]);
  });
}
