import type { Decision } from "../record/call-record.js";
import { type HeldEntry, type RespondedEntry, ungivenDecision } from "../record/held-response.js";
import { decisionGraceMs, withdrawDecision } from "./decision.js";
import { endOperation } from "./end-operation.js";
import { onAnswer } from "./operation-progress.js";
import { type Turn, timerNames } from "./turn.js";

/** How many are remembered: the last ones. A sender repeats an announcement now and then. */
const most = 10;
/** How long an instance may take to say that it has given a response, ms. */
const reportedWithinMs = 5000;

/** An instance holds a response for the decision. */
export function onHeld(turn: Turn, { id, forMs, asksAgain, endsOffer }: HeldEntry): void {
  const { state, responses, decision } = turn.record;
  if (state === "disconnected") return;
  turn.set({ responses: { ids: [...(responses?.ids ?? []), id].slice(-most), asksAgain } });
  turn.timer(timerNames.responses, forMs + reportedWithinMs);
  if (endsOffer && state === "incoming" && !decision) endOfferIn(turn, forMs);
}

/** The offer ends with the response, and early enough for the decision of `onUnhandled` to be in it. */
function endOfferIn(turn: Turn, forMs: number): void {
  const leftMs = Math.max(forMs - decisionGraceMs, 0);
  const decideBy = turn.rules.now + leftMs;
  if (turn.record.decideBy !== undefined && turn.record.decideBy <= decideBy) return;
  turn.set({ decideBy });
  turn.timer(timerNames.decide, leftMs);
  turn.timer(timerNames.ringOver, forMs);
}

/** A response is given: with the decision, which the provider has then accepted, or without one. */
export function onResponded(turn: Turn, { id, operation }: RespondedEntry): void {
  const { responses } = turn.record;
  if (turn.record.state === "disconnected" || !responses) return;
  const ids = responses.ids.filter((other) => other !== id);
  if (ids.length === 0) turn.timer(timerNames.responses, null);
  turn.set({ responses: ids.length > 0 || responses.asksAgain ? { ...responses, ids } : undefined });
  const ungiven = ungivenDecision(turn.record);
  if (!ungiven) return;
  if (operation === ungiven.operation) onAnswer(turn, operation, {}, turn.rules.adapter.verbs[ungiven.verb] ?? {});
  else if (!turn.record.responses) sendInstead(turn, ungiven);
}

/** No response takes the decision any more, and the provider does not ask again: so it is sent, where there is a request for it. */
function sendInstead(turn: Turn, { response: _, ...decision }: Decision): void {
  turn.set({ decision });
  turn.perform("send-decision");
}

/**
 * The time of the last response is up, and what held it has said nothing: that instance is gone. Its response may have reached the provider. So the
 * decision stands, and is not sent again; a sender that repeats the announcement still gets it.
 */
export function onResponsesLost(turn: Turn): void {
  const { responses } = turn.record;
  if (responses) turn.set({ responses: responses.asksAgain ? { ...responses, ids: [] } : undefined });
  const ungiven = ungivenDecision(turn.record);
  if (!ungiven) return;
  const message = `${ungiven.verb}: the instance that held the response is gone; the provider may have got it`;
  fail(turn, ungiven, { code: "outcome-unknown", message });
  turn.perform("inspect");
}

/** The deadline of a decision is over, and no response has taken it. */
export function onUngivenInTime(turn: Turn, ungiven: Decision): void {
  if (turn.record.responses?.ids.length) return onResponsesLost(turn);
  const message = `${ungiven.verb}: the provider did not ask for the decision again`;
  fail(turn, ungiven, { code: "timeout", message });
  withdrawDecision(turn, ungiven.operation);
}

function fail(turn: Turn, { operation }: Decision, error: { code: "outcome-unknown" | "timeout"; message: string }) {
  endOperation(turn, operation, { outcome: "failed", error }, turn.own());
}
