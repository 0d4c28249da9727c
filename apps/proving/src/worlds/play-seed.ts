import { type Provider, providers } from "../scenarios/kit/provider.js";
import { promises } from "./check/promises.js";
import { sameTrace } from "./check/trace.js";
import type { Violation } from "./check/violation.js";
import { type Played, playScenario } from "./play/play-scenario.js";
import { leavesTraceAlone } from "./script/same-on-both.js";
import type { Scenario } from "./script/scenario.js";
import { scenarioOf } from "./script/scenarios.js";
import type { Playhouse } from "./stage/playhouse.js";
import { watchRejections } from "./stage/watch-rejections.js";
import type { WorldOptions } from "./stage/world.js";

/** What came of one seed. */
export interface SeedReport {
  readonly seed: number;
  readonly scenario: Scenario;
  readonly played: readonly Played[];
  /** Whether the traces of the two clouds had to be the same. */
  readonly compared: boolean;
  readonly violations: readonly Violation[];
}

/** Plays the scenario of a seed on every cloud and checks what must hold. */
export async function playSeed(
  house: Playhouse,
  seed: number,
  options: Pick<WorldOptions, "spoilStore"> & { readonly scenario?: Scenario } = {},
): Promise<SeedReport> {
  const scenario = options.scenario ?? scenarioOf(seed);
  const played: Played[] = [];
  const violations: Violation[] = [];
  for (const provider of providers) {
    const rejections = watchRejections();
    const one = await playScenario(house, provider, scenario, { ...options, seed });
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

function brokenBy(provider: Provider, played: Played): readonly Violation[] {
  return Object.entries(promises).flatMap(([promise, check]) =>
    check(played).map((what) => ({ promise, provider, what })),
  );
}
