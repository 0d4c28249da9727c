import { changeOperation, type OperationRecord } from "./operation-record.js";

/** Work under way on a call, oldest first. A list: in an object each id would be a member that no other object has, which V8 is slow with. */
export type Operations = readonly OperationRecord[];

export function operationOf(operations: Operations, id: string): OperationRecord | undefined {
  return operations.find((operation) => operation.id === id);
}

/** With another one, the newest. */
export function withOperation(operations: Operations, operation: OperationRecord): Operations {
  return [...operations, operation];
}

/** With one of them changed; as it was, where it is not there any more. */
export function withChanged(operations: Operations, id: string, change: Partial<OperationRecord>): Operations {
  return operations.map((operation) => (operation.id === id ? changeOperation(operation, change) : operation));
}

const none: Operations = [];

export function withoutOperation(operations: Operations, id: string): Operations {
  const left = operations.filter((operation) => operation.id !== id);
  return left.length === 0 ? none : left;
}
