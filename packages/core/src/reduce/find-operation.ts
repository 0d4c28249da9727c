import type { OperationSignal } from "../adapter/signal.js";
import type { CallRecord } from "../record/call-record.js";
import { operationOf } from "../record/operations.js";

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
