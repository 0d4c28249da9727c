import { z } from "zod";
import { exchange, nothing } from "../processes/exchange.js";
import { callAddressSchema } from "../wire/call-address.js";
import { keysSchema } from "../wire/keys.js";

export const cloudSettingsSchema = z.object({ keys: keysSchema });

/** Asks the canned cloud where it listens. */
export const whereIsCloud = exchange("where", nothing, z.string());

/** What the canned cloud tells of the requests that one bot made, at `/journal?bot={origin of its callbacks}`: each is told once. */
export const journalSchema = z.object({
  calls: z.array(callAddressSchema),
  tones: z.array(callAddressSchema.extend({ operationId: z.string() })),
});

export type JournalEntries = z.output<typeof journalSchema>;
