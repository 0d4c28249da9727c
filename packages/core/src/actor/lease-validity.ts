import type { Clock } from "../base/clock.js";

/**
 * A moment by both clocks. The steady clock is never set, but stops while the machine is suspended (Linux's CLOCK_MONOTONIC, and with it
 * `performance.now()`); the wall clock goes on then, but may be set.
 */
export interface Moment {
  readonly steady: number;
  readonly wall: number;
}

/** Now, by both clocks. */
export function momentOf(clock: Clock): Moment {
  const wall = clock.now();
  return { steady: clock.monotonic?.() ?? wall, wall };
}

/**
 * Whether an instance may rely on its lease: once it has run out by the instance's own clock, another instance may have the call. Both
 * clocks must agree. A clock that is set forward costs one look at the store; one that is set back changes nothing.
 */
export class LeaseValidity {
  readonly #clock: Clock;
  readonly #leaseMs: number;
  #askedAt: Moment | undefined;

  constructor(clock: Clock, leaseMs: number) {
    this.#clock = clock;
    this.#leaseMs = leaseMs;
  }

  /** The moment at which the store is asked, for `renewed`. */
  now(): Moment {
    return momentOf(this.#clock);
  }

  /** The store has renewed the lease. It counts from the request, because the answer may be read long after it was given. */
  renewed(askedAt: Moment): void {
    if (this.#askedAt && askedAt.steady < this.#askedAt.steady) return;
    this.#askedAt = askedAt;
  }

  /** Whether the store has renewed the lease within the last so many ms. */
  renewedWithin(ms: number): boolean {
    if (!this.#askedAt) return false;
    const { steady, wall } = this.now();
    return steady - this.#askedAt.steady < ms && wall - this.#askedAt.wall < ms;
  }

  get certain(): boolean {
    return this.renewedWithin(this.#leaseMs);
  }
}
