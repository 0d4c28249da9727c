import type { Clock } from "../base/clock.js";
import { CallingError } from "../words/calling-error.js";

/** Between two tries, ms: the first pause, doubled each time, and the longest. */
const firstPauseMs = 100;
const longestPauseMs = 1000;

/** For how long to insist. */
export interface Patience {
  readonly clock: Clock;
  /** When to give up, ms since 1970. Absent: never; then `work` has to fail in another way once nothing is left to be done. */
  readonly until?: number | undefined;
  /** Whether to give up sooner, looked at before each further try. */
  readonly vain?: () => boolean;
}

/**
 * Does work that needs the store, again and again while the store does not answer: a caller who rings cannot come back later. A failed
 * attempt may have taken effect, so `work` must be safe to repeat.
 * @throws what the last try threw.
 */
export async function insist<T>(work: () => Promise<T>, { clock, until, vain }: Patience): Promise<T> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      const late = until !== undefined && clock.now() + pauseMs > until;
      if (!isStoreAway(error) || late || vain?.()) throw error;
      await new Promise<void>((resolve) => clock.setTimer(pauseMs, resolve));
    }
  }
}

/** Whether the store did not answer, as opposed to having refused. */
export function isStoreAway(error: unknown): boolean {
  return CallingError.is(error) && error.code === "store-unavailable";
}
