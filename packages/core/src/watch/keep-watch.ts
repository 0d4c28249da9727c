import type { CallActors } from "../actor/call-actors.js";
import type { Instance } from "../actor/instance.js";
import { wait } from "../base/clock.js";
import { emitError, isHeard, type Reporting, reportError } from "../events/report-error.js";
import { describeError } from "../telemetry/redact.js";
import { CallingError } from "../words/calling-error.js";

/** The background work of an instance: it listens to the store's hints, renews leases, and takes calls that no instance has. */
export interface Watch {
  /**
   * Resolves when the store's hints are listened to: from then on none is missed. @throws CallingError when that fails, or after `stop`.
   */
  ready(): Promise<void>;
  /** Resolves when no write, handler or beginning of a call is under way. */
  idle(): Promise<void>;
  /** Stops it all. */
  stop(): Promise<void>;
  readonly stopped: boolean;
}

/** What the watch needs of the instance. */
type WatchPorts = Reporting & Pick<Instance, "store" | "settings" | "inFlight" | "followers">;
type WatchedCalls = Pick<CallActors, "all" | "wake" | "renew" | "letOthersRenew" | "sweep" | "reconcile" | "idle">;

/** The pause before the next round when the store is away, ms. */
const soonMs = 500;
/** How long the other instances have to renew their leases when the store is back, ms: their pause, and as much again to reach the store. */
const othersMs = 3 * soonMs;

/** Starts it. */
export function keepWatch(instance: WatchPorts, actors: WatchedCalls): Watch {
  const { store, clock, settings, inFlight, followers, telemetry } = instance;
  const stopped = new AbortController();
  let over = false;
  let watching: Promise<() => Promise<void>> | undefined;
  /** Listens to the store, and tries again after a failure. */
  const listen = async () => {
    watching ??= store.watch((key, hint) => {
      if (hint !== "record") return actors.wake(key);
      for (const look of followers.of(key)) look();
    });
    try {
      await watching;
    } catch (error) {
      watching = undefined;
      throw error;
    }
  };
  /** Three rounds in the time of a lease, so that one failed renewal loses nothing. */
  const everyMs = settings.leaseMs / 3;
  /** When the store went away, if it is, and when it answered again. */
  let awaySince: number | undefined;
  let answeredAt = 0;
  /** Leases ran out while the store was away. When it answers again, the other instances renew theirs before this one takes any call. */
  const letOthersRenew = async () => {
    await store.read("any answer will do");
    answeredAt = clock.now();
    await wait(clock, othersMs, stopped.signal);
  };
  const round = async (missed: boolean) => {
    await wait(clock, missed ? Math.min(everyMs, soonMs) : everyMs, stopped.signal);
    await listen();
    await actors.renew();
    if (missed) await letOthersRenew();
    await actors.sweep();
  };
  /** An outage is one log line and one `error` event, however many rounds it lasts. */
  const failed = (error: unknown) => {
    if (!CallingError.is(error) || error.code !== "store-unavailable")
      return reportError(instance, "workFailed", error);
    if (awaySince === undefined && !isHeard(instance))
      telemetry.log("storeAway", { error: describeError(error, telemetry.reveal) });
    if (awaySince === undefined) emitError(instance, error);
    awaySince ??= clock.now();
  };
  const back = () => {
    if (awaySince === undefined) return;
    telemetry.log("storeBack", { awayMs: answeredAt - awaySince, calls: actors.all().length });
    awaySince = undefined;
  };
  const keepGoing = async () => {
    let missed = false;
    while (!stopped.signal.aborted) {
      try {
        await round(missed);
        back();
        if (missed) await actors.reconcile();
        missed = false;
      } catch (error) {
        if (stopped.signal.aborted) return;
        missed = true;
        actors.letOthersRenew();
        failed(error);
      }
    }
  };
  const idle = async () => {
    await actors.idle();
    await inFlight.idle();
    await actors.idle();
  };
  listen().catch(failed);
  void keepGoing();
  return {
    async ready() {
      if (over) throw closing();
      await listen();
    },
    idle,
    get stopped() {
      return over;
    },
    async stop() {
      stopped.abort();
      const unwatch = await watching?.catch(() => undefined);
      await unwatch?.();
      // Callbacks are accepted until now: in a shared store they are not lost.
      over = true;
    },
  };
}

/** The error for calls that are begun too late. */
export function closing(): CallingError {
  return new CallingError("unavailable", "this instance is closing, and begins no more calls", {
    hint: "Create the call on another instance, or create a new `calling`.",
  });
}
