import type { OperationSignal } from "../adapter/signal.js";
import type { CallRecord } from "../record/call-record.js";
import type { Outcome } from "../record/happening.js";
import { type OperationRecord, operationOf, withoutOperation } from "../record/operation-record.js";
import { type Origin, type Turn, timerNames } from "./turn.js";

/** An operation came to its end. Nothing happens when it had one already. */
export function finishOperation(turn: Turn, id: string, outcome: Omit<Outcome, "warnings">, origin: Origin): void {
  const operation = closeOperation(turn, id, outcome, origin);
  if (!operation) return;
  turn.tell(
    {
      type: outcome.outcome === "failed" ? "operation-failed" : "operation-completed",
      operation: id,
      verb: operation.verb,
      ...(operation.context === undefined ? {} : { context: operation.context }),
      ...(operation.internal ? { internal: true } : {}),
      outcome: { ...outcome, warnings: operation.warnings },
    },
    { ...origin, id: `operation:${id}` },
  );
}

/** The same without a word: whoever asked for it learns of its end in another way. @returns what it was; `undefined` when it had an end already. */
export function closeOperation(
  turn: Turn,
  id: string,
  outcome: Omit<Outcome, "warnings">,
  origin: Origin,
): OperationRecord | undefined {
  const operation = operationOf(turn.record.operations, id);
  if (!operation) return undefined;
  turn.set({ operations: withoutOperation(turn.record.operations, id) });
  turn.timer(timerNames.operation(id), null);
  turn.ended.push({ operation, outcome: { ...outcome, warnings: operation.warnings }, origin });
  return operation;
}

/** The ids of the operations of one verb that are under way, oldest first. */
export function pendingOf(turn: Turn, verb: string): readonly string[] {
  return turn.record.operations.filter((operation) => operation.verb === verb).map(({ id }) => id);
}

/**
 * Which of our operations a signal speaks of. By our own id; else by the provider's; else, where the user set the provider's context
 * verbatim, the one of the verb that is under way: media go one at a time, and so do transfers.
 */
export function findOperation({ operations, givenUp = [] }: CallRecord, signal: OperationSignal): string | undefined {
  const { operationId, providerOperationId } = signal;
  if (operationId !== undefined && operationOf(operations, operationId)) return operationId;
  if (operationId !== undefined && givenUp.includes(operationId)) return undefined;
  const known = operations.find(
    (operation) => providerOperationId !== undefined && operation.providerOperationId === providerOperationId,
  );
  if (known) return known.id;
  return operations.find(
    (operation) =>
      operation.verb === signal.verb &&
      (operation.providerOperationId === undefined || providerOperationId === undefined),
  )?.id;
}
