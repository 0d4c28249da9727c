import type { OperationSignal } from "../adapter/signal.js";
import { onPromptEnded } from "../collect/on-prompt-ended.js";
import { finishOperation, pendingOf } from "./finish-operation.js";
import type { Origin, Turn } from "./turn.js";

/** The provider says that a piece of work came to its end. */
export function onOperation(turn: Turn, signal: OperationSignal, origin: Origin): void {
  const id = find(turn, signal);
  if (id === undefined) return;
  if (signal.verb === "transfer" && signal.outcome === "completed") turn.set({ command: "transfer" });
  const result = signal.result === undefined ? {} : { result: signal.result };
  const wasPrompt = turn.record.collect?.promptOperation === id;
  const { outcome } = signal;
  finishOperation(turn, id, isCutOff(turn, id, outcome) ? cutOff : { outcome, ...result }, origin);
  if (wasPrompt) onPromptEnded(turn, signal, origin);
}

/** A prompt that was stopped has been played as far as was wanted; tones that were stopped did not arrive as they were dialed. */
function isCutOff(turn: Turn, id: string, outcome: OperationSignal["outcome"]): boolean {
  return outcome === "canceled" && turn.record.operations[id]?.verb === "sendDtmf";
}

const cutOff = {
  outcome: "failed",
  error: { code: "operation-failed", message: "sendDtmf: the tones were cut off" },
} as const;

/**
 * Which of our operations it is. By our own id; else by the provider's; else, where the user set the provider's context
 * verbatim, the one of the verb that is under way: media go one at a time, and so do transfers.
 */
function find(turn: Turn, signal: OperationSignal): string | undefined {
  const { operations, givenUp = [] } = turn.record;
  if (signal.operationId !== undefined && Object.hasOwn(operations, signal.operationId)) return signal.operationId;
  if (signal.operationId !== undefined && givenUp.includes(signal.operationId)) return undefined;
  if (signal.providerOperationId !== undefined) {
    const known = Object.keys(operations).find(
      (id) => operations[id]?.providerOperationId === signal.providerOperationId,
    );
    if (known !== undefined) return known;
  }
  return pendingOf(turn, signal.verb).find(
    (id) => operations[id]?.providerOperationId === undefined || signal.providerOperationId === undefined,
  );
}
