import type { Clock } from "./clock.js";

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

/** Lets other work of this process have its turn, between the portions of long work. */
export function othersFirst(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
