import type { Violation } from "./check/promises.js";
import { traceOf } from "./check/trace.js";
import type { Played } from "./play/play-scenario.js";
import type { Scenario } from "./script/scenario.js";

/** The result of one seed. */
export interface SeedReport {
  readonly seed: number;
  readonly scenario: Scenario;
  readonly played: readonly Played[];
  /** Whether the traces of the two clouds were compared. */
  readonly compared: boolean;
  readonly violations: readonly Violation[];
}

/** The results of many seeds: JSON, for the command that prints it. */
export interface WorldsReport {
  scenarios: number;
  /** Scenarios whose traces were compared. */
  compared: number;
  calls: number;
  ms: number;
  /** How many times each kind of fault struck, over all scenarios and clouds. */
  readonly struck: Record<string, number>;
  /** Seeds that broke a promise, with the violations. */
  readonly broken: { readonly seed: number; readonly violations: readonly Violation[] }[];
  /** Complete worlds in words, if requested. */
  readonly shown: string[];
}

export function emptyReport(): WorldsReport {
  return { scenarios: 0, compared: 0, calls: 0, ms: 0, struck: {}, broken: [], shown: [] };
}

/** Adds a seed to the report. */
export function addSeed(report: WorldsReport, { seed, played, violations, compared }: SeedReport): void {
  report.scenarios++;
  if (compared) report.compared++;
  for (const { struck, ledger } of played) {
    report.calls += ledger.calls.size;
    for (const [kind, times] of struck) report.struck[kind] = (report.struck[kind] ?? 0) + times;
  }
  if (violations.length > 0) report.broken.push({ seed, violations });
}

/** The violations of a seed in words, with the command that plays it again. */
export function describeBroken({ seed, violations }: WorldsReport["broken"][number]): string {
  const lines = violations.map(
    ({ promise, provider, what }) => `  ${promise}${provider === undefined ? "" : `, ${provider}`}: ${what}`,
  );
  return [`seed ${seed} (npm run worlds -- --seed ${seed}):`, ...lines].join("\n");
}

/** A world in words: its script, and for each cloud its trace and its wire. */
export function showWorld({ seed, scenario, played }: SeedReport): readonly string[] {
  return [
    `seed ${seed}: ${JSON.stringify(scenario, null, 2)}`,
    ...played.flatMap((one) => [
      `${one.provider}, the bot's trace: ${JSON.stringify(traceOf(one), null, 2)}`,
      `${one.provider}, the wire:`,
      ...one.wire.map((line) => `  ${line}`),
    ]),
  ];
}
