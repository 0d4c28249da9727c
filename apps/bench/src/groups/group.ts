import type { GroupReport } from "../report/report.js";
import type { Keys } from "../wire/tokens.js";

/** What every group needs. */
export interface Bench {
  /** The address of the canned cloud. */
  readonly cloudUrl: string;
  readonly keys: Keys;
  /** Fewer and shorter rounds: to check that everything works, and in which direction a change goes. */
  readonly quick: boolean;
}

/** A group of benchmarks. */
export interface Group {
  readonly name: string;
  /** What it measures, for the help. */
  readonly about: string;
  run(bench: Bench): Promise<GroupReport>;
}
