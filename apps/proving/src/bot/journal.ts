import { appendFileSync } from "node:fs";
import { z } from "zod";

/** What an instance writes down, line by line, in a file that all instances share: what is written survives the writer. */
export class Journal {
  readonly #by: string;
  readonly #file: string;

  constructor(by: string, file: string) {
    this.#by = by;
    this.#file = file;
  }

  write(happened: Happened): void {
    appendFileSync(this.#file, `${JSON.stringify({ by: this.#by, at: Date.now(), ...happened })}\n`);
  }
}

const event = { type: z.string(), id: z.string(), attempt: z.number(), call: z.string().optional() };

/** One thing that an instance did or saw. */
const happened = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  /** A callback reached the instance. `n` is the balancer's number of it. */
  z.object({ kind: z.literal("received"), n: z.number() }),
  /** The store has taken a callback's entries. */
  z.object({ kind: z.literal("accepted"), n: z.number(), call: z.string(), ids: z.array(z.string()) }),
  z.object({ kind: z.literal("claimed"), call: z.string(), fence: z.number(), takenOver: z.boolean() }),
  /** A commit has applied entries. */
  z.object({ kind: z.literal("applied"), call: z.string(), fence: z.number(), ids: z.array(z.string()) }),
  /** A request to the provider: sent, taken, or refused with an error's code. */
  z.object({ kind: z.literal("request"), verb: z.string(), outcome: z.string() }),
  /** A handler was started with an event. */
  z.object({ kind: z.literal("told"), ...event, details: z.record(z.string(), z.unknown()) }),
  /** It came to its end. */
  z.object({ kind: z.literal("handled"), ...event }),
  z.object({ kind: z.literal("step"), call: z.string(), step: z.string() }),
  z.object({ kind: z.literal("collected"), call: z.string(), key: z.string(), tones: z.string(), endedBy: z.string() }),
  /** What became of a command that the instance was given. */
  z.object({
    kind: z.literal("outcome"),
    command: z.string(),
    value: z.unknown().optional(),
    error: z.string().optional(),
  }),
  z.object({ kind: z.literal("error"), message: z.string() }),
  z.object({ kind: z.literal("died"), point: z.string() }),
  z.object({ kind: z.literal("closed") }),
]);

/** The same with who wrote it and when, ms since 1970. */
export const journalLineSchema = z.intersection(z.object({ by: z.string(), at: z.number() }), happened);

export type Happened = z.output<typeof happened>;
export type JournalLine = z.output<typeof journalLineSchema>;
