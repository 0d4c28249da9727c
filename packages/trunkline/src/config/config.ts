import type { AcsOptions, acs } from "@trunkline/acs";
import type { Calling, CallingOptions } from "@trunkline/core";
import type { GraphOptions, graph } from "@trunkline/graph";
import type { RedisConfig } from "./redis-config.js";

/** The adapters that a configuration can choose, by provider. */
export interface ConfiguredAdapters {
  readonly graph: ReturnType<typeof graph>;
  readonly acs: ReturnType<typeof acs>;
}

/** The name of a provider, as a configuration gives it. */
export type Provider = keyof ConfiguredAdapters;

export const providers: readonly Provider[] = ["graph", "acs"];

/** The provider, and the options of both: only those of the chosen one must be valid. */
export interface TrunklineConfig<D = unknown, P extends Provider = Provider>
  extends Omit<CallingOptions<ConfiguredAdapters[P], D>, "adapter"> {
  /** The provider in use: `"graph"` or `"acs"`. `configFromEnvironment` checks the one that the environment names. */
  readonly provider: P;
  readonly graph?: GraphOptions | undefined;
  readonly acs?: AcsOptions | undefined;
  /** The address of a simulator, `http://127.0.0.1:4010`. It provides the options of both clouds, which take precedence over `graph` and `acs`. */
  readonly simulator?: string | undefined;
  /** Keeps calls in this Redis, for several instances; needs `secret`. Replaces `store`. */
  readonly redis?: RedisConfig | undefined;
}

/**
 * A calling interface whose provider was chosen by configuration. When the compiler knows the provider (`P`), `adapter.client` is that vendor's
 * client; otherwise check `adapter.name` first.
 */
export type ConfiguredCalling<D = unknown, P extends Provider = Provider> = Calling<ConfiguredAdapters[P], D>;
