import { type ManualClock, manualClock } from "../base/clock.js";

/** A clock that knows how many timers wait on it. */
export function countingClock(
  options?: Parameters<typeof manualClock>[0],
): ManualClock & { readonly waiting: () => number } {
  const clock = manualClock(options);
  const waiting = new Set<object>();
  return {
    ...clock,
    waiting: () => waiting.size,
    setTimer(ms, run) {
      const timer = {};
      waiting.add(timer);
      const cancel = clock.setTimer(ms, () => {
        waiting.delete(timer);
        run();
      });
      return () => {
        waiting.delete(timer);
        cancel();
      };
    },
  };
}
