import { endCall } from "./end.js";
import type { Turn } from "./turn.js";

/** What is kept back of the provider's deadline, ms: for the way of our decision, and for one more when that one is refused. */
export const graceMs = 1000;

/** The time for a decision is up. The store's timer says so, and no clock of ours: the instance that sees it need not be the one that set it. */
export function onDecideTimer(turn: Turn): void {
  if (turn.record.state !== "incoming" || turn.record.decision) return;
  turn.perform("decide-unhandled");
}

/** In place of `decideBy`, once the provider's own deadline is past while a decision is under way: should that fail, the call is over. */
export const ringIsOver = 0;

/** The provider's own deadline is past: no caller is left to decide about, unless a decision is on its way. */
export function onRingOver(turn: Turn): void {
  if (turn.record.state !== "incoming") return;
  if (turn.record.decision) return turn.set({ decideBy: ringIsOver });
  turn.spare("decide-unhandled");
  endCall(turn, undefined, turn.own(), "no-answer");
}
