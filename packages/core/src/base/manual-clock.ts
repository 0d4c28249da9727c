import type { Clock } from "./clock.js";

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends Clock {
  /**
   * Goes on by `ms`, running every timer that falls due on the way, in order, each at its own time.
   * Between two timers it lets everything settle that can go on by itself (promises, requests under way on this machine).
   */
  advance(ms: number): Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** Lets pending promises and input/output go on; two turns, because what comes in by the first may go out in the second. */
async function settleTurn(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/**
 * Makes a manual clock.
 * @param options.start where it stands at first, ms since 1970.
 * @param options.settle replaces what happens between two timers, where a test knows better what to wait for.
 */
export function manualClock(
  options: { readonly start?: number; readonly settle?: () => Promise<void> } = {},
): ManualClock {
  const settle = options.settle ?? settleTurn;
  let now = options.start ?? Date.UTC(2026, 0, 1);
  let order = 0;
  const timers = new Set<Timer>();

  const next = (until: number): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) {
      if (timer.at > until) continue;
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) first = timer;
    }
    return first;
  };

  return {
    now: () => now,
    setTimer(ms, run) {
      const timer: Timer = { at: now + Math.max(ms, 0), order: order++, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let due = next(until); due; due = next(until)) {
        timers.delete(due);
        now = due.at;
        due.run();
        await settle();
      }
      now = until;
      await settle();
    },
  };
}
