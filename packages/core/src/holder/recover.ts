import { onPromptEnded } from "../collect/on-prompt-ended.js";
import { finishOperation, pendingOf } from "../reduce/finish-operation.js";
import type { Turn } from "../reduce/turn.js";

/** Waiters of these died with their instance and the provider tells of the call itself anyway: nobody has to be told that they failed. */
const silent = ["subscribeDtmf", "cancelMedia"] as const;

/**
 * The instance that had the call is gone. What its handlers owed is told again, the bot learns that it has the call now,
 * and the provider is asked how the call stands.
 */
export function recover(turn: Turn): void {
  const { record } = turn;
  if (record.state === "disconnected") return redeliver(turn);
  for (const verb of silent)
    for (const id of pendingOf(turn, verb)) finishOperation(turn, id, { outcome: "failed" }, turn.own());
  const prompt = record.collect?.promptOperation;
  if (prompt !== undefined && !Object.hasOwn(record.operations, prompt))
    onPromptEnded(turn, { outcome: "completed" }, turn.own());
  redeliver(turn);
  if (record.state === "incoming" && !record.decision) return;
  turn.effects.add("inspect");
  turn.tell({ type: "call-recovered", state: record.state }, turn.own());
}

/** An incoming call is told again only while it waits for a decision: after that `call-recovered` alone speaks for it. */
function redeliver(turn: Turn): void {
  const again = turn.record.owed
    .filter((happening) => happening.type !== "incoming" || !turn.record.decision)
    .map((happening) => ({ ...happening, attempt: happening.attempt + 1 }));
  turn.set({ owed: again });
  turn.happenings.push(...again);
}
