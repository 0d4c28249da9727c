import type { CallRecord } from "../record/call-record.js";
import { owes } from "../record/owes.js";

type Owed = CallRecord["owed"];

/** What a call owes when it owes nothing: the same list for all. */
const nothing: Owed = [];

/** Events of a call whose handlers have come to an end, until a turn has noted it. */
export class Handled {
  #ids: Set<string> | undefined;

  get any(): boolean {
    return this.#ids !== undefined;
  }

  add(id: string): void {
    this.#ids ??= new Set();
    this.#ids.add(id);
  }

  /** What is still owed besides. */
  without(owed: Owed): Owed {
    const left = owed.filter(({ id }) => !this.#ids?.has(id));
    return left.length === 0 ? nothing : left;
  }

  /** The record is written: of what it does not owe nothing is left to note. */
  noted(record: CallRecord): void {
    for (const id of this.#ids ?? []) if (!owes(record, id)) this.#ids?.delete(id);
    if (this.#ids?.size === 0) this.#ids = undefined;
  }
}
