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

/** A clock that stands still until it is advanced. Share one between a bot and the simulator, and minutes pass at once. */
export interface ManualClock extends Clock {
  readonly kind: "manual";
  /**
   * Moves time forward by `ms`, running every timer that falls due in the order of its time (of equal times: the order
   * they were set in). After each timer, and at the end, everything registered with `settleWith` is awaited, so that
   * what the timer caused (deliveries, answers to them) has happened before the next one runs.
   */
  advance(ms: number): Promise<void>;
  /** Registers something to await between timers; returns how to take it back. */
  settleWith(settle: () => Promise<void>): () => void;
  /** The time of the next timer, or undefined when none is set. */
  nextTimerAt(): number | undefined;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly fn: () => void;
}

/** Makes a manual clock. `start` is its first time, in milliseconds since the epoch (default 2026-01-01T00:00:00Z). */
export function manualClock(start: number = Date.UTC(2026, 0, 1)): ManualClock {
  const timers = new Set<Timer>();
  const settlers = new Set<() => Promise<void>>();
  let now = start;
  let order = 0;

  const next = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) if (!first || isBefore(timer, first)) first = timer;
    return first;
  };
  const settle = async (): Promise<void> => {
    for (const settler of [...settlers]) await settler();
  };

  return {
    kind: "manual",
    now: () => now,
    nextTimerAt: () => next()?.at,
    setTimer(ms, fn): CancelTimer {
      const timer: Timer = { at: now + Math.max(0, ms), order: order++, fn };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    settleWith(settler) {
      settlers.add(settler);
      return () => settlers.delete(settler);
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (let timer = next(); timer && timer.at <= end; timer = next()) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.fn();
        await settle();
      }
      now = Math.max(now, end);
    },
  };
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

export function isManualClock(clock: Clock): clock is ManualClock {
  return "kind" in clock && clock.kind === "manual";
}

/** Whether a clock is moved by hand: one of these, or one of another library, such as that of the bot under test. */
export function isMovedByHand(clock: Clock): clock is Clock & Pick<ManualClock, "advance"> {
  return "advance" in clock && typeof clock.advance === "function";
}
