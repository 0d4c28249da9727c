import { type Adapter, CallingError, createCalling, type Environment } from "@trunkline/core";
import type { ConfiguredAdapter, ConfiguredCalling, PackageName, Provider, TrunklineConfig } from "./config.js";
import { loadPackage } from "./load-package.js";
import { closedTogether, loadRedisStore } from "./redis-config.js";
import { simulatorSettings } from "./simulator-config.js";

/**
 * Makes the calling interface on the provider that the configuration names. The adapter, and the store on Redis, are only loaded
 * if they are chosen.
 * @throws CallingError `invalid-request` that names what is missing or wrong.
 */
export async function callingFromConfig<D = unknown, P extends Provider | PackageName = Provider>(
  config: TrunklineConfig<D, P>,
): Promise<ConfiguredCalling<D, P>> {
  const { provider, graph, acs, options: own, environment, simulator, redis, ...options } = config;
  const adapter = await loadAdapter(provider, { graph, acs, options: own, environment, simulator });
  if (!redis) return createCalling<ConfiguredAdapter<P>, D>({ ...options, adapter });
  const store = await loadRedisStore(redis, options.store);
  try {
    return closedTogether(createCalling<ConfiguredAdapter<P>, D>({ ...options, adapter, store }), store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

const contract: Adapter["contract"] = 2;

type OptionsOfProviders = Partial<
  Pick<TrunklineConfig<unknown, Provider | PackageName>, "graph" | "acs" | "options" | "environment" | "simulator">
>;

/**
 * Loads the named adapter with its options: those of a simulator, else those that are given, else those of the environment.
 * @throws CallingError `invalid-request` when there is no such provider, its package lacks something, or an option is missing or wrong.
 */
export async function loadAdapter<P extends Provider | PackageName>(
  provider: P,
  given: OptionsOfProviders,
): Promise<ConfiguredAdapter<P>> {
  const found = await loadPackage(provider);
  const options = await optionsFor(provider, given);
  const adapter: unknown = found.create(options ?? found.fromEnvironment(environmentOf(provider, given)));
  if (isAdapterOf(provider, adapter)) return adapter;
  throw new CallingError("invalid-request", `provider is "${provider}", and its adapter is not of contract 2`, {
    hint: "Install a version of that package which is made for this version of @trunkline/core, and make the adapter with defineAdapter.",
  });
}

/** The options that are given for a provider; `undefined` where the environment has to say them. */
async function optionsFor(provider: string, { graph, acs, options, simulator }: OptionsOfProviders): Promise<unknown> {
  const simulated = simulator === undefined ? undefined : await simulatorSettings(simulator);
  if (provider === "graph") return simulated?.graph ?? graph;
  if (provider === "acs") return simulated?.acs ?? acs;
  if (!simulated) return options;
  throw new CallingError("invalid-request", `provider is "${provider}", and the simulator has graph and acs only`, {
    hint: "Leave out simulator (TRUNKLINE_SIMULATOR).",
  });
}

function environmentOf(provider: string, { environment }: OptionsOfProviders): Environment {
  if (environment !== undefined) return environment;
  const place = provider === "graph" || provider === "acs" ? provider : "options";
  throw new CallingError("invalid-request", `provider is "${provider}", but there are no options for it`, {
    hint: `Give callingFromConfig({ ${place}: { … } }), or read them from the environment with configFromEnvironment().`,
  });
}

/** Whether a package made an adapter of this contract. The compiler knows its type from the name, which is the package's own word. */
function isAdapterOf<P extends string>(_provider: P, value: unknown): value is ConfiguredAdapter<P> {
  return typeof value === "object" && value !== null && "contract" in value && value.contract === contract;
}
