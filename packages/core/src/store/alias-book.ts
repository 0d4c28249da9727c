import type { Clock } from "../base/clock.js";
import type { CallKey } from "./store.js";
import type { TimerQueue } from "./timer-queue.js";

interface Bound {
  readonly key: CallKey;
  /** ms since 1970. */
  readonly until: number;
}

/** How often what nobody needs any more is thrown away, ms. */
const sweepMs = 10 * 60_000;

/** Names of calls, each for a time. A sweep now and then does for all of them: a timer each would be larger than the name. */
export class AliasBook {
  readonly #bound = new Map<string, Bound>();
  readonly #clock: Clock;
  readonly #timers: TimerQueue;
  #sweeping = false;

  constructor(clock: Clock, timers: TimerQueue) {
    this.#clock = clock;
    this.#timers = timers;
  }

  /** Binds a name, unless it is bound. Yields the key that it stands for. */
  bind(alias: string, key: CallKey, forMs: number): CallKey {
    const there = this.resolve(alias);
    if (there !== undefined) return there;
    this.#bound.set(alias, { key, until: this.#clock.now() + forMs });
    this.#sweepLater();
    return key;
  }

  resolve(alias: string): CallKey | undefined {
    const bound = this.#bound.get(alias);
    return bound && bound.until > this.#clock.now() ? bound.key : undefined;
  }

  #sweepLater(): void {
    if (this.#sweeping || this.#bound.size === 0) return;
    this.#sweeping = true;
    this.#timers.add(sweepMs, { run: () => this.#sweep() });
  }

  #sweep(): void {
    this.#sweeping = false;
    const now = this.#clock.now();
    for (const [alias, { until }] of this.#bound) if (until <= now) this.#bound.delete(alias);
    this.#sweepLater();
  }
}
