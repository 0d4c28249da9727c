import type { CallRecord } from "../record/call-record.js";
import { HandledEvents, isInOutbox } from "../record/outbox.js";
import type { Turn } from "../reduce/turn.js";

/** What writes a turn that takes the notes along. An object, not a function: a closure for each live call would take more memory. */
interface NotesWriter {
  writeNotes(): Promise<void>;
}

/** Notes which events of a call were handled: they leave its outbox with the next turn, which is one of their own where no other is under way. */
export class OutboxNotes {
  readonly #handled = new HandledEvents();
  readonly #writer: NotesWriter;
  #asked = false;

  constructor(writer: NotesWriter) {
    this.#writer = writer;
  }

  /** Something is not noted yet. */
  get any(): boolean {
    return this.#handled.any;
  }

  /** The handlers of an event have ended. Events without listeners are not in the outbox. */
  settled(record: CallRecord, id: string): void {
    if (!isInOutbox(record, id)) return;
    this.#handled.add(id);
    this.#ask();
  }

  /** A turn begins: it takes the notes along. */
  addTo(turn: Turn): void {
    this.#asked = false;
    if (this.any) turn.set({ outbox: this.#handled.without(turn.record.outbox) });
  }

  /** A turn is written. Notes that came meanwhile are still to be written. */
  written(record: CallRecord): void {
    this.#handled.noted(record);
    this.#ask();
  }

  /** One write for all that end together, and another for those that end during it. If it fails, they stay in the outbox, as promised. */
  #ask(): void {
    if (this.#asked || !this.any) return;
    this.#asked = true;
    this.#writer.writeNotes().catch(() => {});
  }
}
