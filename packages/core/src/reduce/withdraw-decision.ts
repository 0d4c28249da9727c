import { graceMs } from "./on-decide-timer.js";
import { type Turn, timerNames } from "./turn.js";

/** Nothing was decided after all: the bot, or `onUnhandled`, may try something else while there is time. */
export function withdrawDecision(turn: Turn, operation: string): void {
  // Refused because somebody else has decided: that decision stands.
  if (turn.record.decision?.operation !== operation) return;
  turn.set({ decision: undefined });
  if (turn.record.state === "incoming")
    turn.timer(timerNames.decide, Math.max((turn.record.decideBy ?? 0) - turn.rules.now, graceMs));
}
