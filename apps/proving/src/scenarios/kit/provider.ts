import { acs } from "@trunkline/acs";
import type { Adapter } from "@trunkline/core";
import { graph } from "@trunkline/graph";
import type { Simulator } from "@trunkline/simulator";

/** The clouds that a scenario runs on. */
export const providers = ["graph", "acs"] as const;
export type Provider = (typeof providers)[number];

/** The adapter of a cloud, for the simulator's form of it. `over`: options in place of the simulator's. */
export function adapterOn(provider: Provider, simulator: Simulator, over: object = {}): Adapter {
  const { clock } = simulator;
  return provider === "graph"
    ? graph({ ...simulator.graph, clock, ...over })
    : acs({ ...simulator.acs, clock, ...over });
}
