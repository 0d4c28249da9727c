import { CallingError, createCalling } from "@trunkline/core";
import {
  type ConfiguredAdapters,
  type ConfiguredCalling,
  type Provider,
  providers,
  type TrunklineConfig,
} from "./config.js";
import { closedTogether, loadRedisStore } from "./redis-config.js";
import { simulatorSettings } from "./simulator-config.js";

/**
 * Makes the calling interface on the provider that the configuration names. The adapter, and the store on Redis, are only loaded
 * if they are chosen.
 * @throws CallingError `invalid-request` that names what is missing or wrong.
 */
export async function callingFromConfig<D = unknown, P extends Provider = Provider>(
  config: TrunklineConfig<D, P>,
): Promise<ConfiguredCalling<D, P>> {
  const { provider, graph, acs, simulator, redis, ...options } = config;
  const adapter = await loadAdapter(
    provider,
    simulator === undefined ? { graph, acs } : await simulatorSettings(simulator),
  );
  if (!redis) return createCalling<ConfiguredAdapters[P], D>({ ...options, adapter });
  const store = await loadRedisStore(redis, options.store);
  try {
    return closedTogether(createCalling<ConfiguredAdapters[P], D>({ ...options, adapter, store }), store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

type ProviderOptions = Pick<TrunklineConfig, "graph" | "acs">;

const loaders: { readonly [P in Provider]: (options: ProviderOptions) => Promise<ConfiguredAdapters[P]> } = {
  async graph(options) {
    const given = required("graph", options.graph);
    const { graph } = await import("@trunkline/graph");
    return graph(given);
  },
  async acs(options) {
    const given = required("acs", options.acs);
    const { acs } = await import("@trunkline/acs");
    return acs(given);
  },
};

/**
 * Loads the named adapter with its options.
 * @throws CallingError `invalid-request` when there is no such provider, or an option is missing or wrong.
 */
export async function loadAdapter<P extends Provider>(
  provider: P,
  options: ProviderOptions,
): Promise<ConfiguredAdapters[P]> {
  if (providers.includes(provider)) return loaders[provider](options);
  throw new CallingError("invalid-request", `provider is ${provider ? `"${provider}"` : "missing"}`, {
    hint: 'Set it to "graph" or "acs" (TRUNKLINE_PROVIDER).',
  });
}

function required<O>(name: Provider, options: O | undefined): O {
  if (options !== undefined) return options;
  throw new CallingError("invalid-request", `provider is "${name}", but there are no options for it`, {
    hint: `Give callingFromConfig({ ${name}: { … } }), or read them from the environment with configFromEnvironment().`,
  });
}
