import { z } from "zod";
import { exchange, nothing } from "../processes/exchange.js";
import { callAddressSchema } from "../wire/call-address.js";
import { cloudSchema } from "../wire/cloud-name.js";
import { keysSchema } from "../wire/keys.js";

/** What every process that takes callbacks is started with. */
export const listenerSettingsSchema = z.object({
  cloud: cloudSchema,
  cloudUrl: z.string(),
  keys: keysSchema,
  /** Where calls are kept; absent: in the process. */
  redisUrl: z.string().optional(),
  /** Tells processes apart. */
  name: z.string().default("bot"),
});

export const listens = exchange("listens", nothing, z.object({ port: z.number() }));

/** Has so many live calls, and says how they are reached. */
export const openCalls = exchange("open", z.object({ count: z.number() }), z.array(callAddressSchema));

/** From here on CPU time and keys count. */
export const beginRound = exchange("begin", nothing, nothing);

/** Where the count stands: what it has cost so far, how many keys the bot's code was told, and when the last of them (ms since 1970). */
export const lookAtRound = exchange(
  "look",
  nothing,
  z.object({ cpuMs: z.number(), tones: z.number(), lastToneAt: z.number() }),
);

/** Ends the calls of the round. */
export const closeCalls = exchange("close", nothing, nothing);
