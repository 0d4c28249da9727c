import { type Clock, steady } from "../clock/clock.js";

/** For how long an instance may believe that it has a call: a lease that has run out by its own clock may be another's by now. */
export class Tenure {
  readonly #clock: Clock;
  readonly #leaseMs: number;
  #until = 0;

  constructor(clock: Clock, leaseMs: number) {
    this.#clock = steady(clock);
    this.#leaseMs = leaseMs;
  }

  /** What `renewed` is to be told of the moment at which the store is asked. Setting the machine's clock changes nothing of it. */
  now(): number {
    return this.#clock.now();
  }

  /** The store has renewed the lease. It counts from when it was asked to: the answer may have been read long after it was given. */
  renewed(askedAt: number): void {
    this.#until = Math.max(this.#until, askedAt + this.#leaseMs);
  }

  /** The store has renewed the lease within the last so many ms. */
  renewedWithin(ms: number): boolean {
    return this.#clock.now() - (this.#until - this.#leaseMs) < ms;
  }

  get certain(): boolean {
    return this.#clock.now() < this.#until;
  }
}
