import type { CallRecord } from "../record/call-record.js";
import { settleUnsent } from "./settle-unsent.js";
import type { Turn } from "./turn.js";

/**
 * The instance that had the call is gone. Events whose handlers did not end are delivered again, the bot learns that this instance
 * has the call now, and the provider is asked how the call stands.
 */
export function recover(turn: Turn): void {
  const { record } = turn;
  if (record.state === "disconnected") {
    redeliver(turn, record.outbox);
    // The hang-up of a line that was given up: the instance died over it.
    if (record.operations.length > 0) turn.perform("let-go");
    return;
  }
  const orphans = orphanPrompts(record);
  turn.set({ outbox: [] });
  settleUnsent(turn);
  redeliver(turn, record.outbox);
  const { decision, providerCallId, state } = turn.record;
  if (state === "incoming" && !decision) return;
  // Without an id there is nothing to ask by; what is sent again brings one.
  if (providerCallId !== "" || turn.resends.length === 0) turn.perform("inspect");
  if (orphans) turn.perform("cancel-media");
  if (!record.outbox.some(isRecovery)) turn.tell({ type: "call-recovered", state }, turn.own());
}

/**
 * Owed events come before news. An incoming call is delivered again only while it waits for a decision: after that `call-recovered`
 * alone speaks for it. One `call-recovered` is owed at most, however often the call changes hands: each of its handlers takes up
 * the whole call, so two of them would do everything twice.
 */
function redeliver(turn: Turn, owed: CallRecord["outbox"]): void {
  const { decision, state } = turn.record;
  const recovery = owed.findLast(isRecovery);
  const again = owed
    .filter((happening) => happening.type !== "incoming" || !decision)
    .filter((happening) => !isRecovery(happening) || happening === recovery)
    .map((happening) => ({
      ...happening,
      attempt: happening.attempt + 1,
      ...(isRecovery(happening) ? { state } : {}),
    }));
  const news = turn.record.outbox.filter(({ id }) => !owed.some((before) => before.id === id));
  turn.set({ outbox: [...again, ...news] });
  turn.happenings.unshift(...again);
}

function isRecovery({ type }: CallRecord["outbox"][number]): boolean {
  return type === "call-recovered";
}

/** Prompts that play on although nobody waits for their end: what the bot says next would be refused, or heard together with them. */
function orphanPrompts({ operations, collect }: CallRecord): boolean {
  return operations.some(({ id, verb, accepted }) => verb === "play" && accepted && id !== collect?.promptOperation);
}
