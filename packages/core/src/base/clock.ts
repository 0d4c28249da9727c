/** Where time comes from. Nothing in this library reads the time or waits in any other way. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Calls `run` once, `ms` milliseconds from now (immediately when 0 or less, never synchronously). Returns a function that cancels it. */
  setTimer(ms: number, run: () => void): () => void;
  /**
   * Milliseconds since some moment, by a clock that is never set: durations are measured by it. Needed if `now` may be set while the bot
   * runs, as a machine's clock may. Default: `now`.
   */
  monotonic?(): number;
}

/** The same clock for measuring durations: its `now` never jumps, and says nothing about the time of day. */
export function steady(clock: Clock): Clock {
  const { monotonic } = clock;
  if (!monotonic) return clock;
  return { now: () => monotonic.call(clock), setTimer: (ms, run) => clock.setTimer(ms, run) };
}

/** Node caps a timer at 2^31 - 1 ms, and fires at once beyond it. */
const longestTimerMs = 2_147_483_647;

/** The machine's own time. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimer(ms, run) {
    const timer = setTimeout(run, Math.min(Math.max(ms, 0), longestTimerMs));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Waits for a time on a clock, ms. Rejects with the signal's reason when it aborts. */
export function wait(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.setTimer(ms, () => {
      signal?.removeEventListener("abort", abort);
      resolve();
    });
    signal?.addEventListener("abort", abort, { once: true });
  });
}

/** Waits until work has ended, well or badly, and no longer than so many ms. */
export async function atMost(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  const settled = work.then(
    () => {},
    () => {},
  );
  await Promise.race([settled, wait(clock, ms, done.signal).catch(() => {})]);
  done.abort();
}

/** Lets other work of this process have its turn, between the portions of long work. */
export function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A clock that stands still until it is advanced. */
export interface ManualClock extends Clock {
  /**
   * Advances by `ms` and runs every timer that falls due on the way, in order, each at its own time.
   * Between two timers it waits until promises and requests on this machine have settled.
   */
  advance(ms: number): Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** Lets pending promises and input/output proceed. Two turns: what arrives in the first may be sent in the second. */
async function settleTurn(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/**
 * Makes a manual clock.
 * @param options.start the time it starts at, ms since 1970.
 * @param options.settle replaces the wait between two timers, for a test that knows better what to wait for.
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
