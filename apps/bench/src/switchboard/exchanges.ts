import { z } from "zod";
import { sampleSchema } from "../measure/sample.js";
import { exchange } from "../processes/exchange.js";
import { cloudSchema } from "../wire/cloud-name.js";

/** So many calls to an IVR, all of them up at the same time, on a clock that is moved as fast as it goes. */
export const playShift = exchange(
  "shift",
  z.object({ cloud: cloudSchema, calls: z.number() }),
  sampleSchema.extend({
    /** How far the clock was moved. */
    simulatedMs: z.number(),
    /** How long all calls took on that clock, together. */
    callMs: z.number(),
    mostAtOnce: z.number(),
  }),
);

/** So many calls, so many at once, on the machine's clock and over HTTP both ways; nobody waits for anything. */
export const playRush = exchange(
  "rush",
  z.object({ cloud: cloudSchema, calls: z.number(), atOnce: z.number() }),
  sampleSchema,
);
