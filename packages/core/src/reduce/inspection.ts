import type { Found } from "../adapter/verb.js";
import type { CallRecord } from "../record/call-record.js";
import type { EndKind } from "../words/call-state.js";
import { endCall, moveTo } from "./state.js";
import { type Cause, type Turn, timerNames } from "./turn.js";

/** The provider's own callbacks arrive within a second or two. */
const soonMs = 2000;

/** The shortest time between two questions about one call that senders can cause, ms. */
export const askEveryMs = 2000;

/**
 * A callback did not get through: the provider is asked how the call stands, at once and once more after `askEveryMs`. The second
 * question also covers whatever fails in between, which therefore causes no request.
 */
export function askNow(turn: Turn): void {
  const { record, rules } = turn;
  if (record.state === "disconnected" || askedLately(record, rules.now)) return;
  turn.set({ askedAt: rules.now });
  turn.timer(timerNames.ask, askEveryMs);
  askById(turn);
}

/**
 * Without the provider's id of the call it cannot be asked. The answer to the request under way brings one, usually before the second
 * question.
 */
export function askById(turn: Turn): void {
  if (turn.record.providerCallId !== "") turn.perform("inspect");
}

/** The second question is still to come. The difference counts in both directions because the clocks of instances differ. */
export function askedLately({ askedAt }: Pick<CallRecord, "askedAt">, now: number): boolean {
  return askedAt !== undefined && Math.abs(now - askedAt) < askEveryMs;
}

/**
 * A request failed because the call is gone. A callback will say why in a moment; only if none comes is the provider asked, which knows
 * no more than that. An incoming call without an id at the provider gets no such callback, so it is over now.
 */
export function askSoon(turn: Turn): void {
  const { state, providerCallId } = turn.record;
  if (state === "disconnected") return;
  if (providerCallId !== "") return turn.timer(timerNames.reconcile, soonMs);
  if (state === "incoming") endCall(turn, undefined, { ...turn.own(), source: "reconciled" }, "canceled");
}

/** The provider's answer to how the call stands. The rules are those of its callbacks. */
export function onFound(turn: Turn, found: Found): void {
  // The provider no longer knows the call, which may have ended because of our hang-up or before it. The answer to the hang-up shows
  // which.
  if (found.state === "gone" && hangsUp(turn)) return askSoon(turn);
  if (found.state === "alive" || stillRings(turn, found)) return;
  const cause: Cause = { id: turn.rules.newId(), at: turn.rules.now, source: "reconciled" };
  if (found.state === "gone") return endCall(turn, found.result ?? unknownCall, cause, whyGone(turn, found));
  if (found.state === "disconnected") return endCall(turn, found.result, cause);
  moveTo(turn, found.state, cause);
}

const unknownCall = { code: 404, subcode: 0, message: "the provider no longer knows the call" } as const;

/** An incoming call that is gone before it was connected was canceled by the caller, unless the provider says otherwise. */
function whyGone({ record }: Turn, { result }: Found): EndKind | undefined {
  const offered = record.direction === "incoming" && !record.wasConnected;
  return offered && result === undefined ? "canceled" : undefined;
}

/** A caller rings until the bot answers, and a redirected one at the target, from where the call may come back. Until then it can only end. */
function stillRings({ record: { state, decision } }: Turn, found: Found): boolean {
  return (
    state === "incoming" && decision?.verb !== "answer" && found.state !== "gone" && found.state !== "disconnected"
  );
}

/** Whether a hang-up was sent and not answered yet. */
function hangsUp(turn: Turn): boolean {
  return turn.record.operations.some(({ verb, accepted }) => verb === "hangUp" && !accepted);
}
