import { type Turn, timerNames } from "./turn.js";

/** What the provider tells of its own accord comes within a second or two. */
const soonMs = 2000;

/**
 * A request came back with the news that the call is gone. Why it is will be told in a moment; only if it is not is the provider asked,
 * who knows no more than that. Of a call that has no id at the provider yet nothing will be told.
 */
export function askSoon(turn: Turn): void {
  if (turn.record.state === "disconnected") return;
  if (turn.record.providerCallId === "") turn.perform("inspect");
  else turn.timer(timerNames.reconcile, soonMs);
}
