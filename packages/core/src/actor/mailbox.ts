import type { Entry, Waiting } from "../store/store.js";

/** The work on one call: each piece begins when the one before it has ended. */
export class Mailbox {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  /** Resolves when everything that is in it now has ended. */
  async idle(): Promise<void> {
    await this.#last;
  }
}

/** What waits in the store for a call and was in no answer of the store: hints of something unknown, and entries that this instance appended. */
export class News {
  #writes = 0;
  #look = false;
  #entries: readonly Entry[] = none;

  /** Counts the writes. An append that a write overtakes may have been in the answer to that write. */
  get writes(): number {
    return this.#writes;
  }

  /** A write begins. Its answer shows everything that is in the store by then. */
  writing(): void {
    this.#writes++;
    this.#look = false;
    this.#entries = none;
  }

  /** The store has hinted at something. */
  hinted(): void {
    this.#look = true;
  }

  /** This instance has appended entries, all of them new. @param writes how many writes there were before they were sent. */
  appended(entries: readonly Entry[], writes: number): void {
    if (writes === this.#writes) this.#entries = [...this.#entries, ...entries];
    else this.#look = true;
  }

  /** What to deal with: known entries without a look, `"look"` where only the store knows, `undefined` where nothing is new. */
  get next(): Waiting | "look" | undefined {
    if (this.#look) return "look";
    return this.#entries.length === 0 ? undefined : { inbox: this.#entries, due: none };
  }
}

const none = [] as const;
