import { z } from "zod";

/** Where a caller is. It is `call.data`: whichever instance has the call goes on from here. */
export const stepSchema = z.discriminatedUnion("step", [
  /** Is asked for the PIN, for the so-manieth time. */
  z.object({ step: z.literal("pin"), attempt: z.number() }),
  /** Hears the menu, for the so-manieth time. */
  z.object({ step: z.literal("menu"), attempt: z.number() }),
  z.object({ step: z.literal("person") }),
  z.object({ step: z.literal("door") }),
  z.object({ step: z.literal("goodbye") }),
  /** Was called by the bot and is reminded of an appointment. */
  z.object({ step: z.literal("reminder") }),
]);

export type Step = z.infer<typeof stepSchema>;
