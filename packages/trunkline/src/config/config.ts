import type { AcsOptions, acs } from "@trunkline/acs";
import type { Calling, CallingOptions } from "@trunkline/core";
import type { GraphOptions, graph } from "@trunkline/graph";
import type { RedisConfig } from "./redis-config.js";

/** The adapter of each provider that a configuration can name. */
export interface ConfiguredAdapters {
  readonly graph: ReturnType<typeof graph>;
  readonly acs: ReturnType<typeof acs>;
}

/** The name of a provider, as a configuration gives it. */
export type Provider = keyof ConfiguredAdapters;

export const providers: readonly Provider[] = ["graph", "acs"];

/** Which provider, and the options of both: only those of the chosen one have to be right. */
export interface TrunklineConfig<D = unknown, P extends Provider = Provider>
  extends Omit<CallingOptions<ConfiguredAdapters[P], D>, "adapter"> {
  /** The provider in use: `"graph"` or `"acs"`. `configFromEnvironment` checks the one that the environment names. */
  readonly provider: P;
  readonly graph?: GraphOptions | undefined;
  readonly acs?: AcsOptions | undefined;
  /** Where a simulator listens, `http://127.0.0.1:4010`: it is asked for the options, which then go before `graph` and `acs`. */
  readonly simulator?: string | undefined;
  /** Keeps calls in this Redis, for many instances; needs `secret`. In place of `store`. */
  readonly redis?: RedisConfig | undefined;
}

/**
 * A calling interface whose provider was chosen by configuration. Where the compiler knows which (`P`), `adapter.client` is that vendor's
 * client; otherwise `adapter.name` tells the clients apart.
 */
export type ConfiguredCalling<D = unknown, P extends Provider = Provider> = Calling<ConfiguredAdapters[P], D>;
