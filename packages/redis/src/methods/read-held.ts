import type { CallKey, Held, Json, Waiting } from "@trunkline/core";
import { z } from "zod";

/** What the scripts' `view` answers: entries, id and body in turn; due timers; ms until the next. */
const viewSchema = z.tuple([z.array(z.string()), z.array(z.string()), z.number()]);

/** What a claim answers: fence, record, whether it was taken over, the view, and for how many ms the first entry has waited, or -1. */
const claimSchema = z.tuple([z.number(), z.string().nullable(), z.number(), viewSchema, z.number()]);

/** What waits, and when the next timer is due. */
export interface ReadWaiting {
  readonly waiting: Waiting;
  readonly nextDueMs: number | undefined;
}

/** What a holder sees, and when the next timer is due. */
export interface ReadHeld {
  readonly held: Held;
  readonly nextDueMs: number | undefined;
}

/** Reads the answer of `commit`; `undefined` when it was refused. */
export function readWaiting(answer: unknown): ReadWaiting | undefined {
  return answer === null ? undefined : waitingOf(viewSchema.parse(answer));
}

/** Reads the answer of `claim`; `undefined` when there was nothing to take. */
export function readHeld(key: CallKey, answer: unknown): ReadHeld | undefined {
  if (answer === null) return undefined;
  const [fence, record, takenOver, view, waitedMs] = claimSchema.parse(answer);
  const { waiting, nextDueMs } = waitingOf(view);
  return {
    held: {
      lease: { key, fence },
      record: record === null ? undefined : readJson(record),
      inbox: waiting.inbox,
      due: waiting.due,
      takenOver: takenOver === 1,
      waitedMs: waitedMs < 0 ? undefined : waitedMs,
    },
    nextDueMs,
  };
}

/** Only the store writes what it reads. */
export function readJson(text: string): Json {
  return JSON.parse(text);
}

function waitingOf([entries, due, nextDueMs]: z.output<typeof viewSchema>): ReadWaiting {
  return {
    waiting: { inbox: pairs(entries).map(([id, body]) => ({ id, body: readJson(body) })), due },
    nextDueMs: nextDueMs < 0 ? undefined : nextDueMs,
  };
}

function pairs(flat: readonly string[]): (readonly [string, string])[] {
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index] ?? "", flat[2 * index + 1] ?? ""]);
}
