import { z } from "zod";

/** Where a caller is. It is `call.data`: whichever instance has the call goes on from here. */
export const stepSchema = z.discriminatedUnion("step", [
  z.object({ step: z.literal("pin"), attempt: z.number() }),
  /** Hears the menu, for the so-manieth time. */
  z.object({ step: z.literal("menu"), attempt: z.number() }),
  z.object({ step: z.literal("door"), attempt: z.number() }),
  z.object({ step: z.literal("person"), attempt: z.number() }),
  z.object({ step: z.literal("goodbye") }),
  /** The bot's own call to the door. Whoever has it after its instance died hangs up: the caller's step dials again. */
  z.object({ step: z.literal("errand") }),
  /** A call that is nobody's business but the test's. */
  z.object({ step: z.literal("idle") }),
]);

export type Step = z.output<typeof stepSchema>;
