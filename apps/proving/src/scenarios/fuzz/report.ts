/** What came of a run. */
export interface Report {
  readonly seed: number;
  count: number;
  /** How long it took. */
  ms: number;
  /** How often each status was answered, by kind of change. */
  readonly statuses: Record<string, Record<number, number>>;
  /** The callbacks that took longest, ms. */
  readonly slowest: { readonly ms: number; readonly what: string }[];
  /** What must not happen, each with how to see it again. */
  readonly violations: string[];
}

export function newReport(seed: number): Report {
  return { seed, count: 0, ms: 0, statuses: {}, slowest: [], violations: [] };
}

/** Counts one callback. */
export function note(report: Report, kind: string, status: number, ms: number, what: string): void {
  report.count++;
  const ofKind = report.statuses[kind] ?? {};
  report.statuses[kind] = ofKind;
  ofKind[status] = (ofKind[status] ?? 0) + 1;
  if (ms < (report.slowest.at(-1)?.ms ?? 0) && report.slowest.length === 5) return;
  report.slowest.push({ ms: Math.round(ms * 10) / 10, what });
  report.slowest.sort((a, b) => b.ms - a.ms);
  report.slowest.length = Math.min(report.slowest.length, 5);
}
