import type { Clock } from "../clock/clock.js";

/** How long one request may take, and who may stop it. */
export interface Bounds {
  readonly clock: Clock;
  /** When nobody waits any more, ms since 1970. */
  readonly until: number;
  readonly signals: readonly AbortSignal[];
  /** What it fails with when the time is up. */
  readonly late: () => Error;
}

/**
 * Makes one request under a signal of its own, and leaves nothing on the callers': they may live as long as the bot.
 * Stopped, or when the time is up, it is over, even if the client does not listen to its signal.
 */
export async function requestScope<T>(bounds: Bounds, request: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { clock, until, signals, late } = bounds;
  const scope = new AbortController();
  const leave: (() => void)[] = [];
  const stopped = new Promise<never>((_, reject) => {
    const stop = (reason: unknown) => {
      scope.abort(reason);
      reject(reason);
    };
    for (const signal of signals) {
      const abort = () => stop(signal.reason);
      signal.addEventListener("abort", abort, { once: true });
      leave.push(() => signal.removeEventListener("abort", abort));
    }
    leave.push(clock.setTimer(until - clock.now(), () => stop(late())));
  });
  try {
    return await Promise.race([request(scope.signal), stopped]);
  } finally {
    for (const step of leave) step();
  }
}
