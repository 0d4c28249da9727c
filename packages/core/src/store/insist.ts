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
 * Does what needs the store, and does it again while the store does not answer: a caller who rings cannot be told to come back
 * later. What failed may have been done all the same, so `work` has to do no harm when it is done twice.
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

/** Whether the store did not answer, as opposed to having answered something that is not liked. */
export function isStoreAway(error: unknown): boolean {
  return CallingError.is(error) && error.code === "store-unavailable";
}
