import { z } from "zod";
import { exchange, nothing } from "../processes/exchange.js";
import { callAddressSchema } from "../wire/call-address.js";
import { cloudSchema } from "../wire/cloud-name.js";
import { keysSchema } from "../wire/keys.js";

export const loadSettingsSchema = z.object({ keys: keysSchema });

/** Signs so many tokens of a cloud ahead of time: signing costs much more than verifying, and is not what is measured. */
export const signTokens = exchange("sign", z.object({ cloud: cloudSchema, count: z.number() }), nothing);

/** Writes the callbacks of the next round: keys pressed on the calls, each call's in order. */
export const writeCallbacks = exchange(
  "write",
  z.object({
    cloud: cloudSchema,
    calls: z.array(callAddressSchema),
    tonesEach: z.number(),
    tokens: z.enum(["fresh", "reused"]),
    /** Where they go, by turns. */
    ports: z.array(z.number()),
    connections: z.number(),
  }),
  nothing,
);

/** Sends what was written: the next on a connection when the one before is answered. Times are ms since 1970. */
export const sendAll = exchange("send", nothing, z.object({ startedAt: z.number(), endedAt: z.number() }));

/** Sends what was written at a steady pace, and says how long answers took from the moment that each was due. */
export const sendAtPace = exchange(
  "pace",
  z.object({ perSecond: z.number() }),
  z.object({ latenciesMs: z.array(z.number()) }),
);
