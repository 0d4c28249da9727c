import { mayRepeat } from "../adapter/verb.js";
import type { CallRecord } from "../record/call-record.js";
import { type OperationRecord, operationOf } from "../record/operation-record.js";
import { onPromptEnded } from "./collect.js";
import { withdrawDecision } from "./decision.js";
import { finishOperation, noteGivenUp, pendingOf } from "./finish-operation.js";
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
    return;
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
  return operations.some(({ id, verb, accepted }) => verb === "play" && accepted && id !== collect?.promptOperation);
}

/** The waiters of these died with their instance. They need no event: they are sent again when needed. */
const silent = ["subscribeDtmf", "cancelMedia"] as const;

/**
 * An instance died with requests in doubt: they are on record, and may have been sent or not. Requests that have no effect twice are sent
 * again under the same id; the outcome of the others is unknown.
 */
function settleUnsent(turn: Turn): void {
  for (const verb of silent)
    for (const id of pendingOf(turn, verb)) finishOperation(turn, id, { outcome: "failed" }, turn.own());
  settlePrompt(turn);
  for (const operation of turn.record.operations) {
    if (operation.accepted) continue;
    if (canRepeat(turn, operation)) turn.resends = [...turn.resends, operation.id];
    else giveUp(turn, operation);
  }
}

/** The prompt of a collection: the wait for keys begins, and the prompt is played again if the bot joins the collection. */
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

/** The difference counts in both directions because the clocks of instances differ. */
function canRepeat({ rules }: Turn, { verb, request, startedAt }: OperationRecord): boolean {
  if (verb === "collectDtmf" || request === undefined) return false;
  return mayRepeat(rules.adapter.verbs[verb] ?? {}, Math.abs(rules.now - startedAt));
}

function giveUp(turn: Turn, { id, verb }: OperationRecord): void {
  noteGivenUp(turn, id);
  withdrawDecision(turn, id);
  const message = `${verb}: the instance that asked for it is gone; it may have been carried out`;
  finishOperation(turn, id, { outcome: "failed", error: { code: "outcome-unknown", message } }, turn.own());
}
