import type { OperationSignal } from "../adapter/signal.js";
import { type EndReason, type ResultInfo, withFurther } from "../words/call-state.js";
import { decisionGraceMs, usualDecisionMs } from "./decision.js";
import { type Cause, type Rules, type Turn, timerNames } from "./turn.js";

/** How often one call is offered at most. */
const mostOffers = 3;

/**
 * The target of a redirect that the provider had accepted did not take the call, so the caller is the bot's again. The call is offered once
 * more, with all the time that a new one has. After the last offer, or a redirect that the bot did not decide, `onUnhandled` has it at once.
 * @param operation the redirect.
 */
export function giveBack(turn: Turn, operation: string, { result }: OperationSignal, cause: Cause): void {
  const { state, decision, returned: before } = turn.record;
  if (state !== "incoming" || decision?.operation !== operation) return;
  const { adapter, now } = turn.rules;
  const times = (before?.times ?? 0) + 1;
  const reason = whyNotReached(adapter, result);
  const unhandled = decision.unhandled ? { unhandled: true as const } : {};
  const leftMs = Math.max((adapter.limits.answerWithinMs ?? usualDecisionMs) - decisionGraceMs, 0);
  turn.set({
    decision: undefined,
    endingVerb: undefined,
    released: undefined,
    returned: { times, reason, ...unhandled },
    decideBy: now + leftMs,
    // The earlier offers are over, also for the next instance.
    outbox: turn.record.outbox.filter(({ type }) => type !== "incoming"),
  });
  turn.timer(timerNames.reconcile, null);
  turn.timer(timerNames.decide, leftMs);
  turn.timer(timerNames.ringOver, leftMs + decisionGraceMs);
  if (decision.unhandled || times >= mostOffers) return turn.perform("decide-unhandled");
  turn.emit({ type: "incoming", returned: reason }, { ...cause, id: `incoming:${times}` });
}

/** Why somebody was not reached who was called during a call, as if it had been a call of its own. */
export function whyNotReached(adapter: Pick<Rules["adapter"], "endReason">, result: ResultInfo | undefined): EndReason {
  const said = result ?? { code: 0, subcode: 0, message: "" };
  return withFurther(adapter.endReason(said, { direction: "outgoing", wasConnected: false }), said);
}
