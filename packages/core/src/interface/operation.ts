import { deferred } from "../base/once.js";
import { CallingError } from "../words/calling-error.js";

/** The provider's yes to a request; the work itself may still go on. */
export interface Accepted {
  /** The provider's id of the request, for its support. */
  readonly requestId?: string;
  /** What could be honored only in part. */
  readonly warnings: readonly string[];
}

/**
 * Work on a call: the promise of its *completion*, which also has its acceptance.
 *
 * Awaiting it waits for the end of the work. A failure that is not awaited is an `operation-failed` event and never an
 * unhandled rejection. Disposing of one that still runs cancels it (`await using music = call.play(…)`).
 */
export interface Operation<T> extends Promise<T>, AsyncDisposable {
  /** Ours, a UUID; the same in the events of this operation. */
  readonly id: string;
  /** The provider's yes. Rejects when the request was refused. */
  readonly accepted: Promise<Accepted>;
  /** Stops the work. For media this stops all media of the call, as both clouds do. Nothing happens when it is over. */
  cancel(): Promise<void>;
}

/** How the maker of an operation settles it. Each may be called again; the first call counts. */
export interface OperationControls<T> {
  accept(accepted: Accepted): void;
  complete(value: T): void;
  fail(error: unknown): void;
}

/** Makes an operation and starts its work. */
export function createOperation<T>(
  id: string,
  work: (controls: OperationControls<T>) => void | Promise<void>,
  cancel: () => Promise<void>,
): Operation<T> {
  const acceptance = deferred<Accepted>();
  const completion = deferred<T>();
  const controls: OperationControls<T> = {
    accept: acceptance.resolve,
    complete(value) {
      acceptance.resolve({ warnings: [] });
      completion.resolve(value);
    },
    fail(error) {
      acceptance.reject(error);
      completion.reject(error);
    },
  };
  void (async () => work(controls))().catch(controls.fail);
  const stop = async () => {
    if (!completion.settled) await cancel();
  };
  // The outcome is that of the work itself, even if it could not be stopped.
  const cancelIfRunning = () => {
    const stopping = stop();
    stopping.catch(() => {});
    return stopping;
  };
  return Object.assign(completion.promise, { id, accepted: acceptance.promise, cancel: cancelIfRunning }, disposal);
}

/** Made once: a literal with a symbol in it is a hundred times as dear as one without. */
const disposal = {
  [Symbol.asyncDispose](this: Pick<Operation<unknown>, "cancel">): Promise<void> {
    return this.cancel().catch(ignoreIfOver);
  },
};

/** Leaving a scope does not throw just because there was nothing left to cancel. */
function ignoreIfOver(error: unknown): void {
  if (CallingError.is(error) && (error.code === "call-ended" || error.code === "superseded")) return;
  throw error;
}
