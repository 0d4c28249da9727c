import { type Adapter, CallingError, createCalling } from "@trunkline/core";
import { z } from "zod";
import type { ConfiguredCalling, TrunklineConfig } from "./config.js";
import { closedTogether, loadRedisStore } from "./redis-config.js";
import { simulatorSettings } from "./simulator-config.js";

const provider = z.enum(["graph", "acs"]);

/**
 * Makes the calling interface on the backend that the configuration names. The adapter, and the store on Redis, are loaded when
 * they are chosen: what is not in use costs nothing.
 * @throws CallingError `invalid-request` that names what is missing or wrong.
 */
export async function callingFromConfig<D = unknown>(config: TrunklineConfig<D>): Promise<ConfiguredCalling<D>> {
  const { provider: name, graph, acs, simulator, redis, ...options } = config;
  const adapter = await loadAdapter(
    name,
    simulator === undefined ? { graph, acs } : await simulatorSettings(simulator),
  );
  if (!redis) return createCalling<Adapter, D>({ ...options, adapter });
  const store = await loadRedisStore(redis, options.store);
  try {
    return closedTogether(createCalling<Adapter, D>({ ...options, adapter, store }), store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Loads the named adapter with its options. */
export async function loadAdapter(
  name: string | undefined,
  options: Pick<TrunklineConfig, "graph" | "acs">,
): Promise<Adapter> {
  const chosen = provider.safeParse(name);
  if (!chosen.success) {
    throw new CallingError("invalid-request", `provider is ${name === undefined ? "missing" : `"${name}"`}`, {
      hint: 'Set it to "graph" or "acs" (TRUNKLINE_PROVIDER).',
    });
  }
  switch (chosen.data) {
    case "graph": {
      const given = required("graph", options.graph);
      const { graph } = await import("@trunkline/graph");
      return graph(given);
    }
    case "acs": {
      const given = required("acs", options.acs);
      const { acs } = await import("@trunkline/acs");
      return acs(given);
    }
  }
}

function required<O>(name: string, options: O | undefined): O {
  if (options !== undefined) return options;
  throw new CallingError("invalid-request", `provider is "${name}", but there are no options for it`, {
    hint: `Give callingFromConfig({ ${name}: { … } }), or read them from the environment with configFromEnvironment().`,
  });
}
