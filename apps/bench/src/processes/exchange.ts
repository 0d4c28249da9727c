import { z } from "zod";

/** One thing that a child process can be asked, by name, with the form of the question and of the answer. */
export interface Exchange<G extends z.ZodType, A extends z.ZodType> {
  readonly name: string;
  readonly given: G;
  readonly answer: A;
}

export function exchange<G extends z.ZodType, A extends z.ZodType>(name: string, given: G, answer: A): Exchange<G, A> {
  return { name, given, answer };
}

/** Nothing is given, or nothing comes back. */
export const nothing = z.void();

export const questionSchema = z.object({ id: z.number(), name: z.string(), given: z.unknown().optional() });

export const replySchema = z.union([
  z.object({ id: z.number(), error: z.string() }),
  z.object({ id: z.number(), answer: z.unknown().optional() }),
]);
