import { appendFileSync } from "node:fs";
import { z } from "zod";

/** The journal of an instance, line by line, in a file that all instances share: it survives the instance. */
export class Journal {
  readonly #by: string;
  readonly #file: string;

  constructor(by: string, file: string) {
    this.#by = by;
    this.#file = file;
  }

  write(note: JournalNote): void {
    appendFileSync(this.#file, `${JSON.stringify({ by: this.#by, at: Date.now(), ...note })}\n`);
  }
}

const event = { type: z.string(), id: z.string(), attempt: z.number(), call: z.string().optional() };

/** One thing that an instance did or observed. */
const note = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  /** A callback reached the instance. `n` is its number from the balancer. */
  z.object({ kind: z.literal("received"), n: z.number() }),
  /** The store accepted a callback's entries. */
  z.object({ kind: z.literal("accepted"), n: z.number(), call: z.string(), ids: z.array(z.string()) }),
  z.object({ kind: z.literal("claimed"), call: z.string(), fence: z.number(), takenOver: z.boolean() }),
  /** A commit applied entries. */
  z.object({ kind: z.literal("applied"), call: z.string(), fence: z.number(), ids: z.array(z.string()) }),
  /** A request to the provider: sent, accepted, or failed with an error's code. */
  z.object({ kind: z.literal("request"), verb: z.string(), outcome: z.string() }),
  /** A handler started with an event. */
  z.object({ kind: z.literal("delivered"), ...event, details: z.record(z.string(), z.unknown()) }),
  /** The handler finished. */
  z.object({ kind: z.literal("handled"), ...event }),
  z.object({ kind: z.literal("step"), call: z.string(), step: z.string() }),
  z.object({ kind: z.literal("collected"), call: z.string(), key: z.string(), tones: z.string(), endedBy: z.string() }),
  /** The outcome of a command. */
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

/** A note with its author and its time, ms since 1970. */
export const journalLineSchema = z.intersection(z.object({ by: z.string(), at: z.number() }), note);

export type JournalNote = z.output<typeof note>;
export type JournalLine = z.output<typeof journalLineSchema>;
