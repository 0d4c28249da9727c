import { z } from "zod";
import { answeringSchema, botEventSchema, providerSchema } from "../protocol.js";

/** What goes between the demo's server and an instance of the bot, over the channel that a parent has with its child. */

/** A callback, as far as an instance has to see it. */
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

/** What an instance is asked. `id` comes back with the answer. */
export const orderSchema = z.discriminatedUnion("do", [
  z.object({ do: z.literal("take-callback"), id: z.number(), provider: providerSchema, callback: callbackSchema }),
  z.object({ do: z.literal("call"), id: z.number(), provider: providerSchema, to: z.string() }),
  z.object({ do: z.literal("answer-calls"), answering: answeringSchema }),
  /** All instances stop: no other will have its calls. */
  z.object({ do: z.literal("stop") }),
]);

/** What an instance says. */
export const reportSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("taken"), id: z.number(), answer: answerSchema }),
  z.object({ kind: z.literal("called"), id: z.number(), call: z.string() }),
  z.object({ kind: z.literal("failed"), id: z.number(), code: z.string(), message: z.string() }),
  z.object({ kind: z.literal("event"), event: botEventSchema }),
]);

export type Callback = z.output<typeof callbackSchema>;
export type Answer = z.output<typeof answerSchema>;
export type Order = z.output<typeof orderSchema>;
export type Report = z.output<typeof reportSchema>;
