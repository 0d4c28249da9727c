import type { AcsOptions } from "@trunkline/acs";
import type { Adapter, Calling, CallingOptions } from "@trunkline/core";
import type { GraphOptions } from "@trunkline/graph";
import type { RedisConfig } from "./redis-config.js";

/** Which backend, and the options of both: only those of the chosen one have to be right. */
export interface TrunklineConfig<D = unknown> extends Omit<CallingOptions<Adapter, D>, "adapter"> {
  /** The backend in use: `"graph"` or `"acs"`. A text from outside is checked. */
  readonly provider: string | undefined;
  readonly graph?: GraphOptions | undefined;
  readonly acs?: AcsOptions | undefined;
  /** Where a simulator listens, `http://127.0.0.1:4010`: it is asked for the options, which then go before `graph` and `acs`. */
  readonly simulator?: string | undefined;
  /** Keeps calls in this Redis, for many instances; needs `secret`. In place of `store`. */
  readonly redis?: RedisConfig | undefined;
}

/** A calling interface whose backend was chosen by configuration. */
export type ConfiguredCalling<D = unknown> = Calling<Adapter, D>;
