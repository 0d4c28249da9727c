import type { OperationRecord } from "../record/operation-record.js";
import { operationOf, withChanged } from "../record/operations.js";
import { endCall } from "./end.js";
import { finishOperation, pendingOf } from "./finish-operation.js";
import { onPromptEnded } from "./on-prompt-ended.js";
import { type Turn, timerNames } from "./turn.js";

/** How long the provider has to answer the question that a missed deadline leads to, ms. */
const answerMs = 15_000;
/** How long media take to end once the provider has agreed to stop them, ms. */
const stopMs = 5000;
/** How many operations that were given up are remembered, so that their late ends are not taken for those of others. */
const mostGivenUp = 20;

/** No completion came in time. The provider is asked about the call; the work itself counts as failed. */
export function onOperationDeadline(turn: Turn, id: string): void {
  const operation = operationOf(turn.record.operations, id);
  if (!operation) return;
  // Nothing to ask by: the caller is gone, or is on a line of which we have heard nothing. The first word of that line ends it.
  if (operation.verb === "answer" && turn.record.providerCallId === "")
    return endCall(turn, undefined, turn.own(), "unknown");
  turn.perform("inspect");
  if (tellsItself(operation)) {
    turn.set({ operations: withChanged(turn.record.operations, id, { asked: true }) });
    return turn.timer(timerNames.operation(id), answerMs);
  }
  const givenUp = [...(turn.record.givenUp ?? []), id].slice(-mostGivenUp);
  turn.set({ givenUp });
  const wasPrompt = turn.record.collect?.promptOperation === id;
  finishOperation(turn, id, operation.stopping ? { outcome: "canceled" } : tooLate(operation), turn.own());
  // Whether the caller heard all of it or not: it plays no more, and keys are waited for.
  if (wasPrompt) onPromptEnded(turn, { outcome: operation.stopping ? "canceled" : "completed" }, turn.own());
}

/** The provider has agreed to stop all media: a prompt whose end it does not tell is over soon all the same. Tones have a deadline of their own. */
export function boundStoppedMedia(turn: Turn): void {
  for (const id of pendingOf(turn, "play")) {
    turn.set({ operations: withChanged(turn.record.operations, id, { stopping: true }) });
    turn.timer(timerNames.operation(id), stopMs);
  }
}

/** What the provider says of the call itself settles these, so that is waited for once. */
function tellsItself({ verb, asked }: OperationRecord): boolean {
  return !asked && (verb === "answer" || verb === "hangUp");
}

function tooLate({ verb }: OperationRecord) {
  const message = `${verb}: the provider took the request, but no completion came in time`;
  return { outcome: "failed", error: { code: "timeout", message } } as const;
}
