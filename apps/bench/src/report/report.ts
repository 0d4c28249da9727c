import type { Spread } from "../measure/spread.js";

/** A figure that was measured in several rounds, or once: then its spread is nil. */
export type Cell = Spread | undefined;

/** One contender, or one size. */
export interface Row {
  readonly name: string;
  /** What the bench is about: it stands out in the picture. */
  readonly ours?: boolean | undefined;
  readonly cells: readonly Cell[];
}

/** One comparison: a row a contender, a column a figure. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** The column that the picture shows; absent: none. */
  readonly drawn?: { readonly column: number; readonly better: "less" | "more" } | undefined;
}

/** What we set out to reach, and what was measured. Shown, never asserted. */
export interface Goal {
  readonly what: string;
  readonly wanted: { readonly atMost: number } | { readonly atLeast: number };
  readonly reached: number;
}

/** What one group of benchmarks has to say. */
export interface GroupReport {
  readonly name: string;
  readonly title: string;
  readonly tables: readonly Table[];
  readonly goals: readonly Goal[];
}

/** The whole run. */
export interface Report {
  readonly node: string;
  readonly machine: string;
  readonly quick: boolean;
  readonly groups: readonly GroupReport[];
}

export function isMet({ wanted, reached }: Goal): boolean {
  return "atMost" in wanted ? reached <= wanted.atMost : reached >= wanted.atLeast;
}

/** A figure that was taken once. */
export function once(value: number): Spread {
  return { median: value, low: value, high: value };
}
