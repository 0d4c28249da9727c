import type { OperationRecord } from "../record/operation-record.js";
import { operationOf } from "../record/operations.js";
import { finishOperation, pendingOf } from "./finish-operation.js";
import { onPromptEnded } from "./on-prompt-ended.js";
import type { Turn } from "./turn.js";
import { withdrawDecision } from "./withdraw-decision.js";

/** Waiters of these died with their instance, and nobody has to be told that they failed: they are asked anew when needed. */
const silent = ["subscribeDtmf", "cancelMedia"] as const;
/** How many operations that were given up are remembered, so that their late ends are not taken for those of others. */
const mostGivenUp = 20;

/**
 * An instance died with requests on record that nobody is known to have taken: they may have left, or not. What cannot happen
 * twice is sent again, under the same id; of the rest nobody can say what became of it.
 */
export function settleUnsent(turn: Turn): void {
  for (const verb of silent)
    for (const id of pendingOf(turn, verb)) finishOperation(turn, id, { outcome: "failed" }, turn.own());
  settlePrompt(turn);
  for (const operation of turn.record.operations) {
    if (operation.accepted) continue;
    if (canRepeat(turn, operation)) turn.resends = [...turn.resends, operation.id];
    else giveUp(turn, operation);
  }
}

/** The prompt of a collection: keys are waited for, and whoever joins the collection has it played again. */
function settlePrompt(turn: Turn): void {
  const prompt = turn.record.collect?.promptOperation;
  if (prompt === undefined) return;
  const operation = operationOf(turn.record.operations, prompt);
  if (operation?.accepted) return;
  if (operation) giveUp(turn, operation);
  onPromptEnded(turn, { outcome: "completed" }, turn.own());
  const { collect } = turn.record;
  if (collect) turn.set({ collect: { ...collect, unheard: true } });
}

function canRepeat(turn: Turn, { verb, request }: OperationRecord): boolean {
  if (verb === "collectDtmf" || request === undefined) return false;
  return turn.rules.adapter.verbs[verb]?.repeat === "safe";
}

function giveUp(turn: Turn, { id, verb }: OperationRecord): void {
  turn.set({ givenUp: [...(turn.record.givenUp ?? []), id].slice(-mostGivenUp) });
  withdrawDecision(turn, id);
  const message = `${verb}: the instance that asked for it is gone; it may have been carried out`;
  finishOperation(turn, id, { outcome: "failed", error: { code: "outcome-unknown", message } }, turn.own());
}
