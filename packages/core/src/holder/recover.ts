import type { CallRecord } from "../record/call-record.js";
import { settleUnsent } from "../reduce/settle-unsent.js";
import type { Turn } from "../reduce/turn.js";

/**
 * The instance that had the call is gone. What its handlers owed is told again, the bot learns that it has the call now,
 * and the provider is asked how the call stands.
 */
export function recover(turn: Turn): void {
  const { record } = turn;
  if (record.state === "disconnected") return redeliver(turn, record.owed);
  const orphans = orphanPrompts(record);
  turn.set({ owed: [] });
  settleUnsent(turn);
  redeliver(turn, record.owed);
  const { decision, providerCallId, state } = turn.record;
  if (state === "incoming" && !decision) return;
  // Without an id there is nothing to ask by; what is sent again brings one.
  if (providerCallId !== "" || turn.resends.length === 0) turn.perform("inspect");
  if (orphans) turn.perform("cancel-media");
  turn.tell({ type: "call-recovered", state }, turn.own());
}

/**
 * What was owed comes before what is news. An incoming call is told again only while it waits for a decision: after that
 * `call-recovered` alone speaks for it.
 */
function redeliver(turn: Turn, owed: CallRecord["owed"]): void {
  const { decision } = turn.record;
  const again = owed
    .filter((happening) => happening.type !== "incoming" || !decision)
    .map((happening) => ({ ...happening, attempt: happening.attempt + 1 }));
  const news = turn.record.owed.filter(({ id }) => !owed.some((before) => before.id === id));
  turn.set({ owed: [...again, ...news] });
  turn.happenings.unshift(...again);
}

/** Prompts that play on although nobody waits for their end: what the bot says next would be refused, or heard together with them. */
function orphanPrompts({ operations, collect }: CallRecord): boolean {
  return operations.some(({ id, verb, accepted }) => verb === "play" && accepted && id !== collect?.promptOperation);
}
