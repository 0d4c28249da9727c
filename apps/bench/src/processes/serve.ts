import type { z } from "zod";
import { type Exchange, questionSchema } from "./exchange.js";

/** What answers one kind of question. */
interface Answerer {
  readonly name: string;
  answer(given: unknown): Promise<unknown>;
}

export function on<G extends z.ZodType, A extends z.ZodType>(
  { name, given, answer }: Exchange<G, A>,
  work: (given: z.output<G>) => Promise<z.input<A>> | z.input<A>,
): Answerer {
  return { name, answer: async (asked) => answer.parse(await work(given.parse(asked))) };
}

/** Answers what the parent process asks, until it is gone. */
export function serve(answerers: readonly Answerer[]): void {
  const byName = new Map(answerers.map((one) => [one.name, one]));
  process.on("message", async (message) => {
    const { id, name, given } = questionSchema.parse(message);
    try {
      const answerer = byName.get(name);
      if (!answerer) throw new RangeError(`nobody answers "${name}" here`);
      process.send?.({ id, answer: await answerer.answer(given) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.once("disconnect", () => process.exit());
}
