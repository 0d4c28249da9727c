import { endCall } from "./end.js";
import type { Turn } from "./turn.js";

/** What is kept back of the provider's deadline, ms: for the way of our decision, and for one more when that one is refused. */
export const graceMs = 1000;

/** The time for a decision is up. Past the provider's own deadline there is nobody left to decide about. */
export function onDecideTimer(turn: Turn): void {
  if (turn.record.state !== "incoming" || turn.record.decision) return;
  const late = turn.rules.now - (turn.record.decideBy ?? 0);
  if (late >= graceMs) return endCall(turn, undefined, turn.own(), "no-answer");
  turn.perform("decide-unhandled");
}
