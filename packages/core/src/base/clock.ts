/** Where time comes from. Nothing in this library reads the time or waits in any other way. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Calls `run` once, `ms` milliseconds from now (at once when 0 or less, never synchronously). Returns the way to cancel it. */
  setTimer(ms: number, run: () => void): () => void;
  /**
   * Milliseconds since some moment, by a clock that is never set: what durations are measured by. Give it where `now` may be set while the bot runs, as a
   * machine's clock is; else `now` does.
   */
  monotonic?(): number;
}

/** The same clock for measuring durations: its `now` never jumps, and says nothing about the time of day. */
export function steady(clock: Clock): Clock {
  const { monotonic } = clock;
  if (!monotonic) return clock;
  return { now: () => monotonic.call(clock), setTimer: (ms, run) => clock.setTimer(ms, run) };
}
