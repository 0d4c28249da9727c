import { mayRepeat } from "../adapter/verb.js";
import type { CallRecord } from "../record/call-record.js";
import { ungivenDecision } from "../record/held-response.js";
import { isRow, type OperationRecord, operationOf, withChanged } from "../record/operation-record.js";
import { onPromptEnded } from "./collect.js";
import { withdrawDecision } from "./decision.js";
import { endOperation } from "./end-operation.js";
import { closeOperation, finishOperation, noteGivenUp, pendingOf } from "./finish-operation.js";
import { resumeMove } from "./move.js";
import { listenInstead } from "./native-collect.js";
import { bindName } from "./state.js";
import type { Turn } from "./turn.js";

/**
 * The instance that had the call is gone. Events whose handlers did not end are delivered again, the bot learns that this instance has
 * the call now, and the provider is asked how the call stands.
 */
export function recover(turn: Turn): void {
  const { record } = turn;
  if (record.state === "disconnected") {
    redeliver(turn, record.outbox);
    // The instance died while it hung up a line that had been given up.
    if (record.operations.length > 0) turn.perform("let-go");
    return resumeMove(turn);
  }
  // The instance may have died before it was done.
  bindName(turn);
  const { outbox } = record;
  const orphans = orphanPrompts(record);
  settleUnsent(turn);
  redeliver(turn, outbox);
  const { decision, providerCallId, state } = turn.record;
  if (state === "incoming" && !decision) return;
  // Without the provider's id the provider cannot be asked; a request that is sent again brings one.
  if (providerCallId !== "" || turn.resends.length === 0) turn.perform("inspect");
  resumeMove(turn);
  // The bot is out of the call: there is nothing to take up.
  if (turn.record.released) return;
  if (orphans) turn.perform("cancel-media");
  if (!outbox.some(isRecovery)) turn.emit({ type: "call-recovered", state }, turn.own());
}

/**
 * Events of the outbox come before new ones. An incoming call is delivered again only while it waits for a decision; after that `call-
 * recovered` stands for it. At most one `call-recovered` is in the outbox, however often the call changes hands: each of its handlers
 * takes up the whole call, so two of them would do everything twice.
 */
function redeliver(turn: Turn, before: CallRecord["outbox"]): void {
  const { decision, state } = turn.record;
  const recovery = before.findLast(isRecovery);
  const again = before
    .filter((happening) => happening.type !== "incoming" || !decision)
    .filter((happening) => !isRecovery(happening) || happening === recovery)
    .map((happening) => ({
      ...happening,
      attempt: happening.attempt + 1,
      ...(isRecovery(happening) ? { state } : {}),
    }));
  const news = turn.record.outbox.filter(({ id }) => !before.some((old) => old.id === id));
  turn.set({ outbox: [...again, ...news] });
  turn.happenings.unshift(...again);
}

function isRecovery({ type }: CallRecord["outbox"][number]): boolean {
  return type === "call-recovered";
}

/**
 * Whether prompts play on without an instance that waits for their end. What the bot says next would be refused, or heard together with
 * them.
 */
function orphanPrompts({ operations, collect }: CallRecord): boolean {
  const prompt = collect?.promptOperation;
  return operations.some(({ id, verb, accepted, row }) => verb === "play" && accepted && (row?.of ?? id) !== prompt);
}

/** The waiters of these died with their instance. They need no event: they are sent again when needed. */
const silent = ["subscribeDtmf", "cancelMedia", "cancelAddParticipant"] as const;

/**
 * An instance died with requests in doubt: they are on record, and may have been sent or not. Requests that have no effect twice are sent
 * again under the same id; the outcome of the others is unknown.
 */
function settleUnsent(turn: Turn): void {
  for (const verb of silent)
    for (const id of pendingOf(turn, verb)) finishOperation(turn, id, { outcome: "failed" }, turn.own());
  settlePrompt(turn);
  for (const row of turn.record.operations.filter(isRow)) settleRow(turn, row);
  // A response may still be held for it, by an instance that lives.
  const ungiven = ungivenDecision(turn.record)?.operation;
  for (const operation of turn.record.operations) {
    if (operation.accepted || operation.id === ungiven) continue;
    if (canRepeat(turn, operation)) turn.resends = [...turn.resends, operation.id];
    // The request of a move has an outcome if it was sent; else the time of the transfer runs out.
    else if (turn.record.move?.part !== operation.id && !listenInstead(turn, operation)) giveUp(turn, operation);
  }
}

/** The prompt of a collection: the wait for keys begins, and the prompt is played again if the bot joins the collection. */
function settlePrompt(turn: Turn): void {
  const prompt = turn.record.collect?.promptOperation;
  if (prompt === undefined) return;
  const operation = operationOf(turn.record.operations, prompt);
  const playing = operation && isRow(operation) ? leavePart(turn, operation) : operation;
  if (playing?.accepted) return;
  if (playing) giveUp(turn, playing);
  onPromptEnded(turn, { outcome: "completed" }, turn.own());
  const { collect } = turn.record;
  if (collect) turn.set({ collect: { ...collect, unheard: true } });
}

/** The prompt of a collection is a row whose instance is gone: the part that plays stands for it, and the rest was not heard. */
function leavePart(turn: Turn, row: OperationRecord): OperationRecord | undefined {
  const part = partsOf(turn, row).find(({ accepted }) => accepted);
  closeOperation(turn, row.id, { outcome: "canceled" }, turn.own());
  const { collect } = turn.record;
  if (collect && part) turn.set({ collect: { ...collect, promptOperation: part.id, unheard: true } });
  return part;
}

/** Nothing sends the next request of a row whose instance is gone: it ends with the one that is under way. */
function settleRow(turn: Turn, row: OperationRecord): void {
  turn.set({ operations: withChanged(turn.record.operations, row.id, { stopping: true }) });
  if (row.accepted && partsOf(turn, row).length === 0) endOperation(turn, row.id, { outcome: "canceled" }, turn.own());
}

function partsOf({ record }: Turn, { id }: OperationRecord): readonly OperationRecord[] {
  return record.operations.filter((operation) => operation.row?.of === id && operation.id !== id);
}

/** The difference counts in both directions because the clocks of instances differ. */
function canRepeat({ rules }: Turn, { verb, request, startedAt, row }: OperationRecord): boolean {
  if (request === undefined || row) return false;
  return mayRepeat(rules.adapter.verbs[verb] ?? {}, Math.abs(rules.now - startedAt));
}

function giveUp(turn: Turn, { id, verb }: OperationRecord): void {
  noteGivenUp(turn, id);
  withdrawDecision(turn, id);
  const message = `${verb}: the instance that asked for it is gone; it may have been carried out`;
  const error = { code: "outcome-unknown", message } as const;
  // Whether or not the caller heard a prompt, keys are waited for.
  endOperation(turn, id, { outcome: "failed", error }, turn.own(), { outcome: "completed" });
}
