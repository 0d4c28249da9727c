import { endCall } from "./end.js";
import { graceMs, ringIsOver } from "./on-decide-timer.js";
import { type Turn, timerNames } from "./turn.js";

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
