/** Takes a timer back. Calling it twice, or after the timer ran, does nothing. */
export type CancelTimer = () => void;

/** Where the simulator gets the time and its timers from; real, or driven by hand in a test. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Runs `fn` once, `ms` milliseconds from now (at least 0). */
  setTimer(ms: number, fn: () => void): CancelTimer;
}

/**
 * A clock that is `aheadMs` ahead of another (behind, if negative), and whose timers run when the other's do: for a bot, or one of its
 * instances, whose clock is wrong.
 */
export function offsetClock(clock: Clock, aheadMs: number): Clock {
  return { now: () => clock.now() + aheadMs, setTimer: (ms, fn) => clock.setTimer(ms, fn) };
}

/** The machine's own clock. Its timers do not keep the process alive. */
export function realClock(): Clock {
  return {
    now: () => Date.now(),
    setTimer(ms, fn) {
      const timer = setTimeout(fn, Math.max(0, ms));
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
}
