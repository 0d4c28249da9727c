import type { Adapter } from "@trunkline/core";
import type { InstanceSettings } from "./settings.js";

/** The adapter of the cloud that an instance speaks to. The other one is not loaded: an instance is started often, and starts sooner. */
export async function adapterOf({
  provider,
  options,
}: Pick<InstanceSettings, "provider" | "options">): Promise<Adapter> {
  // Both adapters check their options themselves.
  if (provider === "graph") {
    const { graph } = await import("@trunkline/graph");
    return graph(options as Parameters<typeof graph>[0]);
  }
  const { acs } = await import("@trunkline/acs");
  return acs(options as Parameters<typeof acs>[0]);
}
