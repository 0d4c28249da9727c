import { endCall } from "./state.js";
import { type Turn, timerNames } from "./turn.js";

/** How much of the provider's deadline is kept back, ms: for our decision to travel, and for another one if it is refused. */
export const decisionGraceMs = 1000;

/** How long an incoming call waits for a decision where neither its event nor the adapter says, ms. */
export const usualDecisionMs = 15_000;

/**
 * The time for a decision is up. The store's timer decides that, not a clock of ours: the instance that sees it may be another than the
 * one that set it.
 */
export function onDecideTimer(turn: Turn): void {
  if (turn.record.state !== "incoming" || turn.record.decision) return;
  turn.perform("decide-unhandled");
}

/** The value of `decideBy` once the provider's own deadline has passed during a decision: if that decision fails, the call is over. */
const ringIsOver = 0;

/** The provider's own deadline has passed: the caller is gone, unless a decision is under way. */
export function onRingOver(turn: Turn): void {
  if (turn.record.state !== "incoming") return;
  if (turn.record.decision) return turn.set({ decideBy: ringIsOver });
  turn.dontPerform("decide-unhandled");
  endCall(turn, undefined, turn.own(), "no-answer");
}

/** The longest that any provider lets a call ring, ms, for adapters that do not say. */
const mostMs = 60_000;

/** A decision failed: the bot, or `onUnhandled`, may try something else while there is time. */
export function withdrawDecision(turn: Turn, operation: string): void {
  // It was refused because of an earlier decision, which stands.
  if (turn.record.decision?.operation !== operation) return;
  turn.set({ decision: undefined });
  const { state, decideBy = ringIsOver } = turn.record;
  if (state !== "incoming") return;
  if (decideBy === ringIsOver) return endCall(turn, undefined, turn.own(), "no-answer");
  // Another instance may have written `decideBy` by a different clock, so the remaining time is kept within what is possible.
  const { answerWithinMs = mostMs } = turn.rules.adapter.limits;
  turn.timer(timerNames.decide, Math.min(Math.max(decideBy - turn.rules.now, decisionGraceMs), answerWithinMs));
}
