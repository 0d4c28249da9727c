import { z } from "zod";

/** Answers one kind of question. */
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

/** Answers the parent process until it is gone. */
export function serve(answerers: readonly Answerer[]): void {
  const byName = new Map(answerers.map((one) => [one.name, one]));
  process.on("message", async (message) => {
    const { id, name, given } = questionSchema.parse(message);
    try {
      const answerer = byName.get(name);
      if (!answerer) throw new RangeError(`this process does not answer "${name}"`);
      process.send?.({ id, answer: await answerer.answer(given) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.once("disconnect", () => process.exit());
}

/** A question to a child process, by name, with the schemas of the question and the answer. */
export interface Exchange<G extends z.ZodType, A extends z.ZodType> {
  readonly name: string;
  readonly given: G;
  readonly answer: A;
}

export function exchange<G extends z.ZodType, A extends z.ZodType>(name: string, given: G, answer: A): Exchange<G, A> {
  return { name, given, answer };
}

/** Nothing is asked, or nothing is answered. */
export const nothing = z.void();

const questionSchema = z.object({ id: z.number(), name: z.string(), given: z.unknown().optional() });

export const replySchema = z.union([
  z.object({ id: z.number(), error: z.string() }),
  z.object({ id: z.number(), answer: z.unknown().optional() }),
]);

/** The settings that this process was started with. */
export function readSettings<S extends z.ZodType>(schema: S): z.output<S> {
  return schema.parse(JSON.parse(process.argv[2] ?? ""));
}
