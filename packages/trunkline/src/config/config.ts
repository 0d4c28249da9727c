import type { AcsOptions } from "@trunkline/acs";
import type { Adapter, Calling, CallingOptions } from "@trunkline/core";
import type { GraphOptions } from "@trunkline/graph";

/** Which backend, and the options of both: only those of the chosen one have to be right. */
export interface TrunklineConfig<D = unknown> extends Omit<CallingOptions<Adapter, D>, "adapter"> {
  /** The backend in use: `"graph"` or `"acs"`. A text from outside is checked. */
  readonly provider: string | undefined;
  readonly graph?: GraphOptions | undefined;
  readonly acs?: AcsOptions | undefined;
}

/** A calling interface whose backend was chosen by configuration. */
export type ConfiguredCalling<D = unknown> = Calling<Adapter, D>;
