import type { Violation } from "./check/violation.js";
import type { SeedReport } from "./play-seed.js";

/** What came of many seeds: JSON, for the command that prints it. */
export interface WorldsReport {
  scenarios: number;
  /** Scenarios whose traces had to be the same on both clouds. */
  compared: number;
  calls: number;
  ms: number;
  /** How often each kind of trouble struck, over all scenarios and clouds. */
  readonly struck: Record<string, number>;
  /** Seeds that broke a promise, and how. */
  readonly broken: { readonly seed: number; readonly violations: readonly Violation[] }[];
  /** Whole worlds in words, where they were asked for. */
  readonly shown: string[];
}

export function emptyReport(): WorldsReport {
  return { scenarios: 0, compared: 0, calls: 0, ms: 0, struck: {}, broken: [], shown: [] };
}

/** Takes one more seed into the report. */
export function addSeed(report: WorldsReport, { seed, played, violations, compared }: SeedReport): void {
  report.scenarios++;
  if (compared) report.compared++;
  for (const { struck, ledger } of played) {
    report.calls += ledger.calls.size;
    for (const [kind, times] of struck) report.struck[kind] = (report.struck[kind] ?? 0) + times;
  }
  if (violations.length > 0) report.broken.push({ seed, violations });
}

/** The violations of a seed in words, and how to see it again. */
export function describeBroken({ seed, violations }: WorldsReport["broken"][number]): string {
  const lines = violations.map(
    ({ promise, provider, what }) => `  ${promise}${provider === undefined ? "" : `, ${provider}`}: ${what}`,
  );
  return [`seed ${seed} (npm run worlds -- --seed ${seed}):`, ...lines].join("\n");
}
