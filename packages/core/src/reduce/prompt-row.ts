import { isRow, type OperationRecord, operationOf, withChanged } from "../record/operation-record.js";
import type { Turn } from "./turn.js";

/** All media are being stopped: a row of prompts does not go on after the prompt that plays. */
export function stopRows(turn: Turn): void {
  for (const operation of turn.record.operations)
    if (isRow(operation))
      turn.set({ operations: withChanged(turn.record.operations, operation.id, { stopping: true }) });
}

/** Whether the next request of a row may be sent. */
export function rowGoesOn({ record }: Turn, id: string): boolean {
  const row = operationOf(record.operations, id);
  return row !== undefined && !row.stopping;
}

/** The provider has accepted a request: with it the row is accepted that it is a part of. */
export function noteInRow(turn: Turn, { id, row }: OperationRecord, warnings: readonly string[] = []): void {
  const whole = row && row.of !== id ? operationOf(turn.record.operations, row.of) : undefined;
  if (!whole) return;
  const all = [...new Set([...whole.warnings, ...warnings])];
  turn.set({ operations: withChanged(turn.record.operations, whole.id, { accepted: true, warnings: all }) });
}
