import type { Adapter, Call, Calling, Clock, IncomingCall, Operation } from "@trunkline/core";
import type { History } from "./history.js";

/** The context of a step. */
export interface OnCall {
  /** The instance that the script runs on. */
  readonly calling: Calling<Adapter>;
  readonly call: Call;
  /** Present on incoming calls. */
  readonly incoming: IncomingCall | undefined;
  readonly clock: Clock;
  readonly history: History;
  /** The pause between two steps, ms. */
  readonly paceMs: number;
}

export function prompt(index: number): { readonly url: string } {
  return { url: `https://cdn.example.com/${index}.wav` };
}

/** The operation, canceled after a while if the step says so. */
export function withCancel<T>(
  on: OnCall,
  step: { readonly cancelAfterMs?: number },
  operation: Operation<T>,
): Operation<T> {
  if (step.cancelAfterMs !== undefined)
    on.clock.setTimer(step.cancelAfterMs, () => {
      on.history.track("cancel", operation.cancel()).catch(() => {});
    });
  return operation;
}

export function wait(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.setTimer(ms, resolve));
}
