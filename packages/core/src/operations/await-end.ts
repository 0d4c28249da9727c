import type { CallActor } from "../actor/call-actor.js";
import type { OperationControls } from "../interface/operation.js";
import type { Outcome } from "../record/happening.js";
import { nameError } from "./name-error.js";
import { outcomeError } from "./outcome-error.js";

/** How the bot waits for the end of an operation. */
export interface Awaiting<T> {
  readonly verb: string;
  readonly signal: AbortSignal | undefined;
  /** What the operation yields. */
  readonly yield: (outcome: Outcome) => T;
  /** Stops the work, where it can be stopped. */
  readonly cancel: () => Promise<void>;
}

/** Waits for the end of an operation, whoever began it. Returns the way to stop waiting. */
export function awaitEnd<T>(
  actor: CallActor,
  id: string,
  { verb, signal, yield: read, cancel }: Awaiting<T>,
  controls: OperationControls<T>,
): () => void {
  const abort = () => {
    controls.fail(signal?.reason);
    cancel().catch(() => {});
  };
  const leave = () => signal?.removeEventListener("abort", abort);
  signal?.addEventListener("abort", abort, { once: true });
  const stop = actor.waiters.add(id, {
    ended({ outcome }) {
      leave();
      try {
        if (outcome.outcome === "failed") controls.fail(outcomeError(actor, verb, outcome));
        else controls.complete(read(outcome));
      } catch (error) {
        controls.fail(error);
      }
    },
    failed(error) {
      leave();
      controls.fail(nameError(error, actor, verb));
    },
  });
  return () => {
    leave();
    stop();
  };
}
