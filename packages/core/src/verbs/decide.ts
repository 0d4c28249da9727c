import { CallingError } from "../errors/calling-error.js";
import type { CallHolder } from "../holder/call-holder.js";
import { attemptOperation } from "../operate/attempt-operation.js";
import type { Plan } from "../operate/run-operation.js";
import { joinOperation, runOperation } from "../operate/run-operation.js";
import type { Operation } from "../operation/operation.js";
import { encodeData } from "../record/call-data-codec.js";
import type { CallRecord } from "../record/call-record.js";
import { operationOf } from "../record/operations.js";
import { timerNames } from "../reduce/turn.js";
import { withdrawDecision } from "../reduce/withdraw-decision.js";

type Decisive = "answer" | "reject" | "redirect";

/**
 * Decides what becomes of an incoming call. The decision is on record before it is sent, so that after a crash the same
 * decision is joined and another one is a conflict.
 */
export function decide<V extends Decisive, T>(
  holder: CallHolder,
  plan: Plan<V, T> & { readonly data?: unknown },
): Operation<T> {
  const made = holder.record.decision;
  if (made?.verb === plan.verb && operationOf(holder.record.operations, made.operation))
    return joinOperation(holder, made.operation, plan);
  return attemptOperation(holder, plan.verb, () => {
    holder.requireLive();
    // Before the adapter looks: what it needs to decide a call may be gone once the call was decided.
    requireUndecided(holder.record, plan.verb);
    return decideNow(holder, plan);
  });
}

function decideNow<V extends Decisive, T>(
  holder: CallHolder,
  plan: Plan<V, T> & { readonly data?: unknown },
): Operation<T> {
  const operation = runOperation(holder, {
    ...plan,
    begin(turn, operation) {
      requireUndecided(turn.record, plan.verb);
      const data = plan.data === undefined ? turn.record.data : encodeData(holder, plan.data);
      turn.set({ decision: { verb: plan.verb, operation }, data });
      turn.timer(timerNames.decide, null);
      // What becomes of it may never be told.
      turn.timer(timerNames.reconcile, turn.rules.reconcileEveryMs);
    },
    failed: withdrawDecision,
  });
  void operation.accepted.then(
    () => holder.life.decided(plan.verb),
    () => {},
  );
  return operation;
}

function requireUndecided(record: CallRecord, verb: Decisive): void {
  if (record.state === "incoming" && !record.decision) return;
  const what = record.decision ? `it was decided already: ${record.decision.verb}` : `it is ${record.state}`;
  throw new CallingError("conflict", `${verb}: the call cannot be decided, ${what}`, {
    verb,
    hint: "Decide once: answer, reject or redirect.",
  });
}
