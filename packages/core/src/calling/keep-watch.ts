import { wait } from "../clock/wait.js";
import { reportError } from "../dispatch/report-error.js";
import type { Holders } from "../holder/holders.js";
import type { Runtime } from "../holder/runtime.js";

/** The background of an instance: the store's hints, the renewal of leases, the look-out for calls without a holder. */
export interface Watch {
  /** Resolves when the store's hints are heard: from then on nothing is missed. */
  readonly ready: Promise<void>;
  /** True once it is being stopped. */
  readonly closing: boolean;
  /** Stops it all; calls under way may end for so many ms. */
  stop(drainMs: number): Promise<void>;
}

/** Starts it. */
export function keepWatch(runtime: Runtime, holders: Holders): Watch {
  const { store, clock, settings } = runtime;
  const stopped = new AbortController();
  const watching = store.watch((key) => holders.wake(key));
  watching.catch((error) => reportError(runtime, error));
  /** Three times a lease, so that one failed renewal loses nothing. */
  const everyMs = settings.leaseMs / 3;
  const round = async () => {
    while (!stopped.signal.aborted) {
      await wait(clock, everyMs, stopped.signal);
      await holders.renew();
      await holders.sweep();
    }
  };
  const keepGoing = (): Promise<void> =>
    round().catch((error) => {
      if (stopped.signal.aborted) return;
      reportError(runtime, error);
      return keepGoing();
    });
  void keepGoing();
  let closing = false;
  return {
    get closing() {
      return closing;
    },
    ready: watching.then(() => undefined),
    async stop(drainMs) {
      closing = true;
      await Promise.race([holders.idle(), wait(clock, drainMs).catch(() => {})]);
      stopped.abort();
      await (await watching)();
    },
  };
}
