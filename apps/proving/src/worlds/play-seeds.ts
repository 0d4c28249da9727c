import { playSeed } from "./play-seed.js";
import { addSeed, emptyReport, type WorldsReport } from "./report.js";
import { showWorld } from "./show-world.js";
import { openPlayhouse } from "./stage/playhouse.js";
import type { WorldOptions } from "./stage/world.js";

export interface PlayOptions extends Pick<WorldOptions, "spoilStore"> {
  /** Whether the report has every world in words. */
  readonly show?: boolean;
}

/** Plays the worlds of some seeds, one after the other, in one simulator. */
export async function playSeeds(
  seeds: Iterable<number>,
  { show = false, ...options }: PlayOptions = {},
): Promise<WorldsReport> {
  const begun = performance.now();
  await using house = await openPlayhouse();
  const report = emptyReport();
  for (const seed of seeds) {
    const played = await playSeed(house, seed, options);
    addSeed(report, played);
    if (show) report.shown.push(...showWorld(played));
  }
  report.ms = performance.now() - begun;
  return report;
}

/** So many seeds from one on, each so far from the one before. */
export function* seedsFrom(first: number, count: number, step = 1): Generator<number> {
  for (let index = 0; index < count; index++) yield first + index * step;
}
