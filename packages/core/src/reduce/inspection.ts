import type { Found } from "../adapter/verb.js";
import type { CallRecord } from "../record/call-record.js";
import type { EndKind } from "../words/call-state.js";
import { endCall, moveTo } from "./state.js";
import { type Origin, type Turn, timerNames } from "./turn.js";

/** What the provider tells of its own accord comes within a second or two. */
const soonMs = 2000;

/** How often one call is asked about because of what senders do, ms. */
export const askEveryMs = 2000;

/**
 * The provider has told something that did not get through: it is asked how the call stands, at once, and once more when `askEveryMs`
 * are over. What does not get through in between is covered by the second time, so it makes no request of its own.
 */
export function askNow(turn: Turn): void {
  const { record, rules } = turn;
  if (record.state === "disconnected" || askedLately(record, rules.now)) return;
  turn.set({ askedAt: rules.now });
  turn.timer(timerNames.ask, askEveryMs);
  askById(turn);
}

/** Without an id there is nothing to ask by. The answer to the request that is under way brings one, mostly before the second time. */
export function askById(turn: Turn): void {
  if (turn.record.providerCallId !== "") turn.perform("inspect");
}

/** The second time is still to come. Either way: clocks of instances differ. */
export function askedLately({ askedAt }: Pick<CallRecord, "askedAt">, now: number): boolean {
  return askedAt !== undefined && Math.abs(now - askedAt) < askEveryMs;
}

/**
 * A request came back with the news that the call is gone. Why it is will be told in a moment; only if it is not is the provider asked,
 * who knows no more than that. Of an incoming call that has no id at the provider yet nothing will be told: refused as gone, it is gone.
 */
export function askSoon(turn: Turn): void {
  const { state, providerCallId } = turn.record;
  if (state === "disconnected") return;
  if (providerCallId !== "") return turn.timer(timerNames.reconcile, soonMs);
  if (state === "incoming") endCall(turn, undefined, { ...turn.own(), source: "reconciled" }, "canceled");
}

/** The provider, when asked, said how the call stands. Same rules as for what it tells of its own accord. */
export function onFound(turn: Turn, found: Found): void {
  // It knows the call no more, and may have ended it for our hang-up or before: which of the two is in the answer to that.
  if (found.state === "gone" && hangsUp(turn)) return askSoon(turn);
  const origin: Origin = { id: turn.rules.newId(), at: turn.rules.now, source: "reconciled" };
  if (found.state === "gone") return endCall(turn, found.result ?? unknownCall, origin, whyGone(turn, found));
  if (found.state === "disconnected") return endCall(turn, found.result, origin);
  moveTo(turn, found.state, origin);
}

const unknownCall = { code: 404, subcode: 0, message: "the provider no longer knows the call" } as const;

/** Of a call that came in and is gone before it was connected the caller gave up, if nothing says otherwise. */
function whyGone({ record }: Turn, { result }: Found): EndKind | undefined {
  const offered = record.direction === "incoming" && !record.wasConnected;
  return offered && result === undefined ? "canceled" : undefined;
}

/** Whether a hang-up is on its way, and not answered yet. */
function hangsUp(turn: Turn): boolean {
  return turn.record.operations.some(({ verb, accepted }) => verb === "hangUp" && !accepted);
}
