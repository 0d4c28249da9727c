import { isE164 } from "trunkline";
import { z } from "zod";
import { answeringSchema, providerSchema } from "../protocol.js";

const number = z.string().refine(isE164, "must be a number in E.164 form");

/** What an instance of the bot is told at its start, as JSON in the variable `INSTANCE`. Credentials of real clouds it has from the environment. */
export const settingsSchema = z.object({
  name: z.string(),
  clouds: z.array(
    z.object({
      provider: providerSchema,
      /** Where the cloud's callbacks arrive. */
      url: z.string(),
      /** Where the simulator listens; absent on the real cloud. */
      simulator: z.string().optional(),
      /** The folder of the prompts, as an address that the cloud reaches and that ends in a slash. */
      prompts: z.string(),
    }),
  ),
  /** Where all instances keep their calls. Absent: there is one instance, and its calls die with it. */
  shared: z.object({ redisUrl: z.string(), prefix: z.string(), secret: z.string() }).optional(),
  answering: answeringSchema,
  pin: z.string(),
  number,
  person: number,
  door: z.object({ number, code: z.string() }),
});

export type InstanceSettings = z.output<typeof settingsSchema>;
