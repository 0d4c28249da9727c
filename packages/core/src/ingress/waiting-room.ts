import type { Clock } from "../base/clock.js";
import { insist, isStoreAway } from "../store/insist.js";

/**
 * How long a callback waits for a store that does not answer, ms. Event Grid waits 30 s for an answer (documented), common balancers 20 s and
 * more; how long the call service and Graph wait is not documented. A caller rings for 30 s (ACS) or 15 s (Graph).
 */
const waitMs = 15_000;
/** How many may wait: each keeps its body in memory. */
const mostWaiting = 1000;

/**
 * Where callbacks wait that cannot be stored now. An immediate 503 could lose them: Event Grid repeats it after 30 s or more, when
 * the caller is gone, and whether the other senders repeat it at all is not documented.
 */
export class WaitingRoom {
  readonly #clock: Clock;
  readonly #stopped: () => boolean;
  #waiting = 0;

  /** @param stopped whether the instance has closed: those that wait are refused then, and sent to another. */
  constructor(clock: Clock, stopped: () => boolean) {
    this.#clock = clock;
    this.#stopped = stopped;
  }

  /**
   * Stores a callback that arrived `at` (ms since 1970), waiting for the store if need be. `work` must be safe to repeat.
   * @throws CallingError `store-unavailable` when the time is up, or too many wait.
   */
  async store<T>(at: number, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!isStoreAway(error) || this.#waiting >= mostWaiting) throw error;
    }
    this.#waiting++;
    try {
      return await insist(work, { clock: this.#clock, until: at + waitMs, vain: this.#stopped });
    } finally {
      this.#waiting--;
    }
  }
}
