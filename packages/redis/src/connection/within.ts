import { CallingError, type Clock } from "@trunkline/core";

/** Replies of a server that will soon be available again: it is starting, failing over, or moving the slot. */
const soon = /^(LOADING|READONLY|CLUSTERDOWN|TRYAGAIN|MASTERDOWN|MOVED|ASK) /;
/** Any error reply, as opposed to a failed connection. */
const reply = /^[A-Z]+ /;
/** The pause between two attempts, ms. */
const againMs = 25;

/** How long to try, and how to find out why it fails. */
export interface Bounds {
  readonly clock: Clock;
  readonly ms: number;
  trouble(): unknown;
}

/**
 * Tries until it succeeds or the time is up. The attempt must be safe to repeat, because an answer may be lost.
 * @throws CallingError `store-unavailable`, within `ms`.
 */
export async function within<T>(
  { clock, ms, trouble }: Bounds,
  what: string,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const time = new AbortController();
  let last: unknown;
  const over = new Promise<never>((_, reject) => {
    time.signal.addEventListener("abort", () =>
      reject(unavailable(`${what}: no answer within ${ms} ms`, last ?? trouble())),
    );
  });
  over.catch(() => {});
  // In two halves: a process that resumes after a suspension finds one of them over, and can still read an answer in the other.
  let cancel = clock.setTimer(ms / 2, () => {
    cancel = clock.setTimer(ms / 2, () => time.abort());
  });
  const tryAgain = async (): Promise<T> => {
    while (!time.signal.aborted) {
      try {
        return await attempt(time.signal);
      } catch (error) {
        if (CallingError.is(error)) throw error;
        const text = String(error instanceof Error ? error.message : error);
        if (reply.test(text) && !soon.test(text)) throw unavailable(`${what}: Redis answered ${text}`, error);
        if (!time.signal.aborted) last = error;
        await new Promise<void>((resolve) => clock.setTimer(againMs, resolve));
      }
    }
    return over;
  };
  try {
    return await Promise.race([tryAgain(), over]);
  } finally {
    cancel();
  }
}

function unavailable(message: string, cause: unknown): CallingError {
  const why = cause instanceof Error && cause.message !== "" ? ` (${cause.message})` : "";
  return new CallingError("store-unavailable", `redisStore: ${message}${why}`, {
    hint: "Is Redis up, and can this process reach it?",
    cause,
  });
}
