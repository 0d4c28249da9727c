import type { OperationSignal } from "../adapter/signal.js";
import { asJson } from "../base/json.js";
import { operationOf } from "../record/operations.js";
import { findOperation } from "./find-operation.js";
import { finishOperation } from "./finish-operation.js";
import { onPromptEnded } from "./on-prompt-ended.js";
import type { Origin, Turn } from "./turn.js";

/** The provider says that a piece of work came to its end. */
export function onOperation(turn: Turn, signal: OperationSignal, origin: Origin): void {
  const id = findOperation(turn.record, signal);
  if (id === undefined) return;
  if (signal.verb === "transfer" && signal.outcome === "completed") turn.set({ command: "transfer" });
  const wasPrompt = turn.record.collect?.promptOperation === id;
  const { outcome, result, hint, parties } = signal;
  const told = {
    outcome,
    ...(result ? { result } : {}),
    ...(hint === undefined ? {} : { hint }),
    ...(parties ? { value: asJson(parties) } : {}),
  };
  finishOperation(turn, id, isCutOff(turn, id, outcome) ? cutOff : told, origin);
  if (wasPrompt) onPromptEnded(turn, signal, origin);
}

/** A prompt that was stopped has been played as far as was wanted; tones that were stopped did not arrive as they were dialed. */
function isCutOff(turn: Turn, id: string, outcome: OperationSignal["outcome"]): boolean {
  return outcome === "canceled" && operationOf(turn.record.operations, id)?.verb === "sendDtmf";
}

const cutOff = {
  outcome: "failed",
  error: { code: "operation-failed", message: "sendDtmf: the tones were cut off" },
} as const;
