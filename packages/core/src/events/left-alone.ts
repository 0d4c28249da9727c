import { CallingError } from "../words/calling-error.js";
import { type ReportedCall, type Reporting, reportError } from "./report-error.js";

/** A promise that knows whether it is awaited. */
class AwaitedPromise<T> extends Promise<T> {
  /** What `then` returns is an ordinary promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  awaited = false;

  // biome-ignore lint/suspicious/noThenProperty: it is a promise, and says what it did.
  override then<A = T, B = never>(
    onValue?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.awaited = true;
    return super.then(onValue, onError);
  }

  /** Its rejection counts as handled, without the promise being awaited. */
  quiet(): void {
    super.then(undefined, () => {});
  }
}

/**
 * Makes a promise of ours one that a bot need not await. If it rejects without being awaited, that is an `error` event and a log line,
 * and does not end the process. That a call is over, or another instance's, is an ordinary way for work on it to fail, and is not
 * reported.
 */
export function leftAlone<T>(reporting: Reporting, work: Promise<T>, call?: ReportedCall): Promise<T> {
  const promise = new AwaitedPromise<T>((resolve, reject) => void work.then(resolve, reject));
  promise.quiet();
  work.catch((error: unknown) => {
    // Later: code that awaits it does so in the same moment, or after other work of that moment.
    reporting.clock.setTimer(0, () => {
      if (!promise.awaited && !isOrdinary(error)) reportError(reporting, "notAwaited", error, call);
    });
  });
  return promise;
}

function isOrdinary(error: unknown): boolean {
  return CallingError.is(error) && (error.code === "call-ended" || error.code === "superseded");
}
