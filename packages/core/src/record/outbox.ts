import type { CallRecord } from "./call-record.js";
import type { Happening } from "./happening.js";

type Outbox = readonly Happening[];

/** The same list for all calls with an empty outbox. */
const empty: Outbox = [];

/** Up to this length, searching the list is cheaper than a table of its ids. */
const few = 16;

const idsOfOutbox = new WeakMap<Outbox, ReadonlySet<string>>();

/** Whether the handlers of an event have not ended yet. Thousands of events may be in the outbox, and each of them is looked up. */
export function isInOutbox({ outbox }: Pick<CallRecord, "outbox">, id: string): boolean {
  return outbox.length <= few ? outbox.some((happening) => happening.id === id) : idsOf(outbox).has(id);
}

function idsOf(outbox: Outbox): ReadonlySet<string> {
  const known = idsOfOutbox.get(outbox);
  if (known) return known;
  const ids = new Set(outbox.map(({ id }) => id));
  idsOfOutbox.set(outbox, ids);
  return ids;
}

/** The call is over, its outbox is empty, and no operation is left. */
export function isFinal({ state, outbox, operations }: CallRecord): boolean {
  return state === "disconnected" && outbox.length === 0 && operations.length === 0;
}

/** Events whose handlers have ended, until a turn has taken them out of the outbox. */
export class HandledEvents {
  #ids: Set<string> | undefined;

  get any(): boolean {
    return this.#ids !== undefined;
  }

  add(id: string): void {
    this.#ids ??= new Set();
    this.#ids.add(id);
  }

  /** The outbox without them. */
  without(outbox: Outbox): Outbox {
    const left = outbox.filter(({ id }) => !this.#ids?.has(id));
    return left.length === 0 ? empty : left;
  }

  /** The record is written: events that are no longer in its outbox need no further note. */
  noted(record: CallRecord): void {
    for (const id of this.#ids ?? []) if (!isInOutbox(record, id)) this.#ids?.delete(id);
    if (this.#ids?.size === 0) this.#ids = undefined;
  }
}
