import type { Clock } from "./clock.js";

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
