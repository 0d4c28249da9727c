import { z } from "zod";
import { sampleSchema } from "../measure/sample.js";
import { exchange, nothing } from "../processes/exchange.js";

/** Has so many live calls in all: connected, answered, nothing under way. */
export const holdCalls = exchange("hold", z.object({ count: z.number() }), nothing);

/** What the process keeps in memory, bytes, after everything that nobody needs is gone. */
export const heapSize = exchange("heap", nothing, z.number());

/** So many keys, each pressed on one of the live calls by chance; measured until the bot's code was told of all. */
export const pressKeys = exchange("press", z.object({ count: z.number() }), sampleSchema);

/** Ends all calls, and lets the time go by after which they are forgotten. */
export const endCalls = exchange("end", nothing, nothing);
