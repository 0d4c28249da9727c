import type { Clock } from "../base/clock.js";
import type { Listeners } from "../base/listeners.js";
import type { Entry } from "../store/store.js";
import { CallingError } from "../words/calling-error.js";

/** How long an event waits for its call to be announced, ms. */
const waitMs = 10_000;
/** How many may wait: each keeps its callback unanswered and in memory. */
const mostWaiting = 1000;
/** Between two looks at the store, ms: the first pause, doubled each time, and the longest. Another instance may accept the announcement, and this one is not notified. */
const firstPauseMs = 50;
const longestPauseMs = 1000;

/** An event that came before the announcement of its call. */
interface Early {
  readonly entry: Entry;
  /** It was accepted together with the announcement. */
  taken: boolean;
  /** Ends its pause. */
  wake(): void;
}

/**
 * Where events wait that have overtaken the announcement of their call: the hang-up of a caller who is yet to be announced, or the ringing of a
 * call whose id at the provider is still on its way here. Their callbacks are not answered until then, so an event is acknowledged only once the
 * store has it.
 */
export class EarlyEvents {
  readonly #clock: Clock;
  readonly #named: Listeners<string, () => void>;
  /** By the provider's name of the call, in order of arrival. */
  readonly #queues = new Map<string, Early[]>();
  #waiting = 0;
  #closed = false;

  /** @param named who waits here for the name of a call to be bound, by name. */
  constructor(clock: Clock, named: Listeners<string, () => void>) {
    this.#clock = clock;
    this.#named = named;
  }

  /** The instance takes no more calls: events that wait are refused, and sent to another. */
  close(): void {
    this.#closed = true;
    for (const queue of this.#queues.values()) for (const early of queue) early.wake();
  }

  /** The events that wait for the call of this name, oldest first. They are accepted together with its announcement. */
  of(name: string): readonly Entry[] {
    return this.#queues.get(name)?.map(({ entry }) => entry) ?? [];
  }

  /** The events that wait for this name are accepted. */
  accepted(name: string, entries: readonly Entry[]): void {
    for (const early of this.#queues.get(name) ?? []) {
      if (!entries.includes(early.entry)) continue;
      early.taken = true;
      early.wake();
    }
  }

  /**
   * Lets an event wait that arrived `at` (ms since 1970) until its call is there. `accept` tries to accept it; events of one call are tried in order.
   * @returns whether it was accepted; `false` when its time is up, or too many wait.
   * @throws CallingError `unavailable` when the instance closes, and what `accept` throws.
   */
  async wait(name: string, entry: Entry, at: number, accept: () => Promise<boolean>): Promise<boolean> {
    if (this.#waiting >= mostWaiting) return false;
    const early: Early = { entry, taken: false, wake: () => {} };
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    queue.push(early);
    this.#waiting++;
    const stop = this.#named.on(name, () => queue[0]?.wake());
    try {
      return await this.#accepted(early, queue, at + waitMs, accept);
    } finally {
      stop();
      this.#waiting--;
      queue.splice(queue.indexOf(early), 1);
      if (queue.length === 0) this.#queues.delete(name);
      queue[0]?.wake();
    }
  }

  async #accepted(early: Early, queue: readonly Early[], until: number, accept: () => Promise<boolean>) {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      if (early.taken) return true;
      const first = queue[0] === early;
      if (first && (await accept())) return true;
      if (early.taken) return true;
      if (this.#closed) throw new CallingError("unavailable", "this instance is closing: send the callback again");
      const leftMs = until - this.#clock.now();
      if (leftMs <= 0) return false;
      await this.#pause(early, first ? Math.min(pauseMs, leftMs) : leftMs);
    }
  }

  #pause(early: Early, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.setTimer(ms, resolve);
      early.wake = () => {
        cancel();
        resolve();
      };
    });
  }
}
