import type { CallRecord } from "../record/call-record.js";
import { endCall } from "./end.js";
import { type Turn, timerNames } from "./turn.js";

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
