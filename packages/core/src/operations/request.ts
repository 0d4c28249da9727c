import type { VerbContext } from "../adapter/verb.js";
import type { Clock } from "../base/clock.js";
import { Ending } from "../base/ending.js";
import type { Json } from "../base/json.js";

/** How long one request may take, and what stops it. */
export interface Bounds {
  readonly clock: Clock;
  /** When the caller stops waiting, ms since 1970. */
  readonly until: number;
  /** The call's own end. */
  readonly life?: Ending | undefined;
  /** The caller's. */
  readonly signal?: AbortSignal | undefined;
  /** What it fails with when the time is up. */
  readonly late: () => Error;
}

/**
 * Makes one request under a signal of its own, and leaves nothing on the callers': they may live as long as the bot.
 * Stopped, or when the time is up, it is over, even if the client does not listen to its signal.
 */
export function requestScope<T>(bounds: Bounds, request: (ending: Ending) => Promise<T>): Promise<T> {
  const { clock, until, life, signal, late } = bounds;
  const scope = new Ending();
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      leave();
      reject(error);
    };
    const stop = (reason: unknown) => {
      scope.end(() => reason);
      fail(reason);
    };
    const abort = () => stop(signal?.reason);
    const stopListening = life?.on(stop);
    signal?.addEventListener("abort", abort, { once: true });
    const cancelTimer = clock.setTimer(until - clock.now(), () => stop(late()));
    const leave = () => {
      stopListening?.();
      signal?.removeEventListener("abort", abort);
      cancelTimer();
    };
    try {
      request(scope).then((value) => {
        leave();
        resolve(value);
      }, fail);
    } catch (error) {
      fail(error);
    }
  });
}

/** What a verb is given for one try of its request. A class, because its signal is made only when it is read. */
export class RequestContext implements VerbContext {
  readonly operationId: string;
  readonly firstSentAt: number;
  readonly providerCallId: string;
  readonly callbackUrl: string;
  readonly memo: Json;
  readonly ending: Ending;

  constructor(about: Omit<VerbContext, "signal" | "ending">, ending: Ending) {
    this.operationId = about.operationId;
    this.firstSentAt = about.firstSentAt;
    this.providerCallId = about.providerCallId;
    this.callbackUrl = about.callbackUrl;
    this.memo = about.memo;
    this.ending = ending;
  }

  get signal(): AbortSignal {
    return this.ending.signal;
  }
}
