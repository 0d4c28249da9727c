import { promises, type Violation } from "./check/promises.js";
import { sameTrace } from "./check/trace.js";
import { type Played, playScenario } from "./play/play-scenario.js";
import { addSeed, emptyReport, type SeedReport, showWorld, type WorldsReport } from "./report.js";
import { leavesTraceAlone, type Scenario } from "./script/scenario.js";
import { scenarioOf } from "./script/scenarios.js";
import type { WorldProvider } from "./stage/cloud.js";
import { type Harness, openHarness, watchRejections } from "./stage/harness.js";
import type { WorldOptions } from "./stage/world.js";

export interface PlayOptions extends Pick<WorldOptions, "spoilStore"> {
  /** Whether the report shows every world in full. */
  readonly show?: boolean;
}

/** Plays the worlds of some seeds, one after the other, on the same simulator. */
export async function playSeeds(
  seeds: Iterable<number>,
  { show = false, ...options }: PlayOptions = {},
): Promise<WorldsReport> {
  const begun = performance.now();
  await using harness = await openHarness();
  // What is loaded on first use takes real time, for which the clock of the worlds does not stop. So one world comes before those that count.
  await playSeed(harness, 1, options);
  const report = emptyReport();
  for (const seed of seeds) {
    const played = await playSeed(harness, seed, options);
    addSeed(report, played);
    if (show) report.shown.push(...showWorld(played));
  }
  report.ms = performance.now() - begun;
  return report;
}

/** A number of seeds from the first, at a distance of `step`. */
export function* seedsFrom(first: number, count: number, step = 1): Generator<number> {
  for (let index = 0; index < count; index++) yield first + index * step;
}

/** Every scenario is played on each. The traces of the first two, the clouds, are compared. */
const providers: readonly WorldProvider[] = ["graph", "acs", "rented-line"];

/** Plays the scenario of a seed on every provider and checks the promises. */
export async function playSeed(
  harness: Harness,
  seed: number,
  options: Pick<WorldOptions, "spoilStore"> & { readonly scenario?: Scenario } = {},
): Promise<SeedReport> {
  const scenario = options.scenario ?? scenarioOf(seed);
  const played: Played[] = [];
  const violations: Violation[] = [];
  for (const provider of providers) {
    const rejections = watchRejections();
    const one = await playScenario(harness, provider, scenario, { ...options, seed });
    played.push(one);
    violations.push(...brokenBy(provider, one));
    for (const what of await rejections.stop()) violations.push({ promise: "no unhandled rejection", provider, what });
  }
  const [first, second] = played;
  const compared = leavesTraceAlone(scenario);
  if (first && second && compared)
    for (const what of sameTrace(first, second)) violations.push({ promise: "same trace", what });
  return { seed, scenario, played, compared, violations };
}

function brokenBy(provider: WorldProvider, played: Played): readonly Violation[] {
  return Object.entries(promises).flatMap(([promise, check]) =>
    check(played).map((what) => ({ promise, provider, what })),
  );
}
