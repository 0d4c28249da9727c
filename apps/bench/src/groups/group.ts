import type { GroupReport } from "../report/report.js";
import type { Keys } from "../wire/tokens.js";

/** What every group is given. */
export interface Bench {
  /** Where the canned cloud listens. */
  readonly cloudUrl: string;
  readonly keys: Keys;
  /** Fewer and shorter rounds: to see that everything works, and in which direction a change goes. */
  readonly quick: boolean;
}

/** A group of benchmarks. */
export interface Group {
  readonly name: string;
  /** What it measures, for the help. */
  readonly about: string;
  run(bench: Bench): Promise<GroupReport>;
}
