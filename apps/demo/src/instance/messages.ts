import { isE164 } from "trunkline";
import { z } from "zod";
import { answeringSchema, botEventSchema, changePersonSchema, providerSchema } from "../protocol.js";

/** The messages between the demo's server and an instance of the bot, over the channel from parent to child. */

/** A callback, with what an instance needs of it. */
export const callbackSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
});

export const answerSchema = z.object({
  status: z.number(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string(),
});

/** Commands to an instance. `id` comes back with the answer. */
export const orderSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("take-callback"), id: z.number(), provider: providerSchema, callback: callbackSchema }),
  z.object({ do: z.literal("call"), id: z.number(), provider: providerSchema, to: z.string() }),
  z.object({
    ...{ do: z.literal("change-person"), id: z.number(), provider: providerSchema },
    ...{ call: z.string(), number: z.string(), change: changePersonSchema.shape.change },
  }),
  z.object({ do: z.literal("answer-calls"), answering: answeringSchema }),
  /** All instances stop, so no other takes over its calls. */
  z.object({ do: z.literal("stop") }),
]);

/** Messages from an instance. */
export const reportSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("taken"), id: z.number(), answer: answerSchema }),
  z.object({ kind: z.literal("called"), id: z.number(), call: z.string() }),
  z.object({ kind: z.literal("changed"), id: z.number() }),
  z.object({ kind: z.literal("failed"), id: z.number(), code: z.string(), message: z.string() }),
  z.object({ kind: z.literal("event"), event: botEventSchema }),
]);

export type Callback = z.output<typeof callbackSchema>;
export type Answer = z.output<typeof answerSchema>;
export type Order = z.output<typeof orderSchema>;
export type Report = z.output<typeof reportSchema>;

const number = z.string().refine(isE164, "must be a number in E.164 form");

/** The settings of an instance, as JSON in the variable `INSTANCE`. Credentials of real clouds come from its environment. */
export const settingsSchema = z.object({
  name: z.string(),
  clouds: z.array(
    z.object({
      provider: providerSchema,
      /** The address for the cloud's callbacks. */
      url: z.string(),
      /** The address of the simulator; absent on the real cloud. */
      simulator: z.string().optional(),
      /** The folder of the prompts, as an address that the cloud can reach and that ends in a slash. */
      prompts: z.string(),
    }),
  ),
  /** Where all instances keep their calls. Absent: there is only one instance, and its calls die with it. */
  shared: z.object({ redisUrl: z.string(), prefix: z.string(), secret: z.string() }).optional(),
  answering: answeringSchema,
  pin: z.string(),
  number,
  person: number,
  /** The join link of the meeting for conferences. */
  meeting: z.string().optional(),
  colleague: number,
  door: z.object({ number, code: z.string() }),
});

export type InstanceSettings = z.output<typeof settingsSchema>;
