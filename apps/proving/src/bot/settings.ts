import type { Adapter } from "@trunkline/core";
import { z } from "zod";

/** The settings of an instance, as JSON in the variable `INSTANCE`. */
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

/** The secret that all instances share. */
export const secret = "the same on every instance of the bot, 32 characters and more";

export const numbers = { bot: "+14255550100", person: "+14255550142", door: "+14255550177" } as const;

/** The adapter of the instance's cloud. The other one is not loaded, so that instances start sooner. */
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

/** The caller's position in the IVR. It is `call.data`: any instance can continue from here. */
export const stepSchema = z.discriminatedUnion("step", [
  z.object({ step: z.literal("pin"), attempt: z.number() }),
  /** Plays the menu; `attempt` counts the times. */
  z.object({ step: z.literal("menu"), attempt: z.number() }),
  z.object({ step: z.literal("door"), attempt: z.number() }),
  z.object({ step: z.literal("person"), attempt: z.number() }),
  /** A warm transfer, whose next steps name the bot's call with the person by its ref. */
  z.object({ step: z.literal("call-person"), attempt: z.number() }),
  z.object({ step: z.literal("ask-person"), attempt: z.number(), brief: z.string() }),
  z.object({ step: z.literal("hold-person"), attempt: z.number(), brief: z.string() }),
  z.object({ step: z.literal("take-back"), attempt: z.number(), brief: z.string() }),
  z.object({ step: z.literal("hand-over"), attempt: z.number(), brief: z.string() }),
  z.object({ step: z.literal("goodbye") }),
  /** The bot's own call to the door. If its instance dies, the next one hangs it up, and the caller's step dials again. */
  z.object({ step: z.literal("outbound") }),
  /** The bot's own call to the person, on behalf of a caller's call, by its ref. */
  z.object({ step: z.literal("brief"), caller: z.string() }),
  /** A call that is driven only by the test. */
  z.object({ step: z.literal("idle") }),
]);

export type Step = z.output<typeof stepSchema>;
