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
