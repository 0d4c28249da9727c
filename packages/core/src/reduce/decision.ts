import { endCall } from "./state.js";
import { type Turn, timerNames } from "./turn.js";

/** What is kept back of the provider's deadline, ms: for the way of our decision, and for one more when that one is refused. */
export const graceMs = 1000;

/** The time for a decision is up. The store's timer says so, and no clock of ours: the instance that sees it need not be the one that set it. */
export function onDecideTimer(turn: Turn): void {
  if (turn.record.state !== "incoming" || turn.record.decision) return;
  turn.perform("decide-unhandled");
}

/** In place of `decideBy`, once the provider's own deadline is past while a decision is under way: should that fail, the call is over. */
const ringIsOver = 0;

/** The provider's own deadline is past: no caller is left to decide about, unless a decision is on its way. */
export function onRingOver(turn: Turn): void {
  if (turn.record.state !== "incoming") return;
  if (turn.record.decision) return turn.set({ decideBy: ringIsOver });
  turn.spare("decide-unhandled");
  endCall(turn, undefined, turn.own(), "no-answer");
}

/** No provider lets a call ring for longer, ms, where its adapter does not say. */
const mostMs = 60_000;

/** Nothing was decided after all: the bot, or `onUnhandled`, may try something else while there is time. */
export function withdrawDecision(turn: Turn, operation: string): void {
  // Refused because somebody else has decided: that decision stands.
  if (turn.record.decision?.operation !== operation) return;
  turn.set({ decision: undefined });
  const { state, decideBy = ringIsOver } = turn.record;
  if (state !== "incoming") return;
  if (decideBy === ringIsOver) return endCall(turn, undefined, turn.own(), "no-answer");
  // Another instance may have written `decideBy`, by another clock: so its distance is kept within what it can be.
  const { answerWithinMs = mostMs } = turn.rules.adapter.limits;
  turn.timer(timerNames.decide, Math.min(Math.max(decideBy - turn.rules.now, graceMs), answerWithinMs));
}
