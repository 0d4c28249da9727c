import type { ManualClock } from "@trunkline/simulator";

/** Moves the clock from timer to timer until the promise is settled. */
export async function advanceUntil<T>(clock: ManualClock, promise: Promise<T>, withinMs: number): Promise<T> {
  const until = clock.now() + withinMs;
  let settled = false;
  const settle = () => {
    settled = true;
  };
  promise.then(settle, settle);
  for (await clock.advance(0); !settled && clock.now() < until; ) {
    const next = Math.min(clock.nextTimerAt() ?? until, until);
    await clock.advance(Math.max(next - clock.now(), 0));
  }
  if (!settled) throw new Error(`It is not settled after ${withinMs} ms of the manual clock.`);
  return promise;
}
