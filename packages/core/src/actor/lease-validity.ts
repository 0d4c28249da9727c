import { type Clock, steady } from "../base/clock.js";

/**
 * A moment by both clocks. The steady one is never set, but stands still while the machine is suspended, as Linux's CLOCK_MONOTONIC and with it
 * `performance.now()` do; the other goes on then, but may be set.
 */
export interface Moment {
  readonly steady: number;
  readonly wall: number;
}

/** This moment. */
export function momentOf(clock: Clock): Moment {
  return { steady: steady(clock).now(), wall: clock.now() };
}

/**
 * For how long an instance may believe that it has a call: a lease that has run out by its own clock may be another's by now. It has to stand
 * by both clocks. A clock that is set forward costs one look at the store; one that is set back changes nothing.
 */
export class LeaseValidity {
  readonly #clock: Clock;
  readonly #leaseMs: number;
  #askedAt: Moment | undefined;

  constructor(clock: Clock, leaseMs: number) {
    this.#clock = clock;
    this.#leaseMs = leaseMs;
  }

  /** What `renewed` is to be told of the moment at which the store is asked. */
  now(): Moment {
    return momentOf(this.#clock);
  }

  /** The store has renewed the lease. It counts from when it was asked to: the answer may have been read long after it was given. */
  renewed(askedAt: Moment): void {
    if (this.#askedAt && askedAt.steady < this.#askedAt.steady) return;
    this.#askedAt = askedAt;
  }

  /** The store has renewed the lease within the last so many ms. */
  renewedWithin(ms: number): boolean {
    if (!this.#askedAt) return false;
    const { steady, wall } = this.now();
    return steady - this.#askedAt.steady < ms && wall - this.#askedAt.wall < ms;
  }

  get certain(): boolean {
    return this.renewedWithin(this.#leaseMs);
  }
}
