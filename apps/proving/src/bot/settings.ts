import type { Adapter } from "@trunkline/core";
import { z } from "zod";

/** What an instance is told at its start, as JSON in the variable `INSTANCE`. */
export const settingsSchema = z.object({
  name: z.string(),
  provider: z.enum(["graph", "acs"]),
  /** The balancer's address. */
  url: z.string(),
  /** The adapter's options. */
  options: z.record(z.string(), z.unknown()),
  redisUrl: z.string(),
  prefix: z.string(),
  leaseMs: z.number(),
  /** How long the store waits for Redis, ms. */
  storeTimeoutMs: z.number(),
  journal: z.string(),
  prompts: z.string(),
});

export type InstanceSettings = z.output<typeof settingsSchema>;
export type Provider = InstanceSettings["provider"];

/** The secret that all instances of the bot have. */
export const secret = "the same on every instance of the bot, 32 characters and more";

export const numbers = { bot: "+14255550100", person: "+14255550142", door: "+14255550177" } as const;

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

/** Where a caller is. It is `call.data`: whichever instance has the call goes on from here. */
export const stepSchema = z.discriminatedUnion("step", [
  z.object({ step: z.literal("pin"), attempt: z.number() }),
  /** Hears the menu; `attempt` counts how often. */
  z.object({ step: z.literal("menu"), attempt: z.number() }),
  z.object({ step: z.literal("door"), attempt: z.number() }),
  z.object({ step: z.literal("person"), attempt: z.number() }),
  z.object({ step: z.literal("goodbye") }),
  /** The bot's own call to the door. After its instance died, the next one hangs it up, and the caller's step dials again. */
  z.object({ step: z.literal("errand") }),
  /** A call that only the test uses. */
  z.object({ step: z.literal("idle") }),
]);

export type Step = z.output<typeof stepSchema>;
