import type { CallRecord } from "../record/call-record.js";
import type { Turn } from "../reduce/turn.js";

type Outbox = CallRecord["outbox"];

/** What writes a turn that takes the notes along. An object, not a function: a closure for each live call would take more memory. */
interface NotesWriter {
  writeNotes(): Promise<void>;
}

/** Notes which events of a call were handled: they leave its outbox with the next turn, which is one of their own where no other is under way. */
export class OutboxNotes {
  /** Events whose handlers have ended, until a turn has taken them out of the outbox. */
  #handled: Set<string> | undefined;
  readonly #writer: NotesWriter;
  #asked = false;

  constructor(writer: NotesWriter) {
    this.#writer = writer;
  }

  /** Something is not noted yet. */
  get any(): boolean {
    return this.#handled !== undefined;
  }

  /** The handlers of an event have ended. Events without listeners are not in the outbox. */
  settled({ outbox }: CallRecord, id: string): void {
    if (!isIn(outbox, id)) return;
    this.#handled ??= new Set();
    this.#handled.add(id);
    this.#ask();
  }

  /** A turn begins: it takes the notes along. */
  addTo(turn: Turn): void {
    this.#asked = false;
    const handled = this.#handled;
    if (!handled) return;
    const left = turn.record.outbox.filter(({ id }) => !handled.has(id));
    turn.set({ outbox: left.length === 0 ? empty : left });
  }

  /** A turn is written: events that are no longer in its outbox need no further note. Notes that came meanwhile are still to be written. */
  written({ outbox }: CallRecord): void {
    for (const id of this.#handled ?? []) if (!isIn(outbox, id)) this.#handled?.delete(id);
    if (this.#handled?.size === 0) this.#handled = undefined;
    this.#ask();
  }

  /** One write for all that end together, and another for those that end during it. If it fails, they stay in the outbox, as promised. */
  #ask(): void {
    if (this.#asked || !this.any) return;
    this.#asked = true;
    this.#writer.writeNotes().catch(() => {});
  }
}

/** The same list for all calls with an empty outbox. */
const empty: Outbox = [];

/** Up to this length, searching the list is cheaper than a table of its ids. */
const few = 16;

/** Whether the handlers of an event have not ended yet. Thousands of events may be in the outbox, and each of them is looked up. */
function isIn(outbox: Outbox, id: string): boolean {
  return outbox.length <= few ? outbox.some((happening) => happening.id === id) : idsOf(outbox).has(id);
}

const idsByOutbox = new WeakMap<Outbox, ReadonlySet<string>>();

function idsOf(outbox: Outbox): ReadonlySet<string> {
  const known = idsByOutbox.get(outbox);
  if (known) return known;
  const ids = new Set(outbox.map(({ id }) => id));
  idsByOutbox.set(outbox, ids);
  return ids;
}
