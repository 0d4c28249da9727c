import type { CallKey, Held, Json } from "@trunkline/core";
import { z } from "zod";

/** What the script's `view` answers: fence, record, entries, due timers, ms until the next, whether it was taken over. */
const viewSchema = z.tuple([
  z.number(),
  z.string().nullable(),
  z.array(z.string()),
  z.array(z.string()),
  z.number(),
  z.number(),
]);

/** What a holder sees, and when the next timer is due. */
export interface ReadHeld {
  readonly held: Held;
  readonly nextDueMs: number | undefined;
}

/** Reads the answer of `claim` and `commit`; `undefined` when there was nothing to see. */
export function readHeld(key: CallKey, answer: unknown): ReadHeld | undefined {
  if (answer === null) return undefined;
  const [fence, record, entries, due, nextDueMs, takenOver] = viewSchema.parse(answer);
  return {
    held: {
      lease: { key, fence },
      record: record === null ? undefined : readJson(record),
      inbox: pairs(entries).map(([id, body]) => ({ id, body: readJson(body) })),
      due,
      takenOver: takenOver === 1,
    },
    nextDueMs: nextDueMs < 0 ? undefined : nextDueMs,
  };
}

/** Only the store writes what it reads. */
export function readJson(text: string): Json {
  return JSON.parse(text);
}

function pairs(flat: readonly string[]): (readonly [string, string])[] {
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index] ?? "", flat[2 * index + 1] ?? ""]);
}
