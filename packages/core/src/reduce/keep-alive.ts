import { type Turn, timerNames } from "./turn.js";

/** What is taken off at random: a thousand calls that began together do not all report at the same moment. */
const jitter = 0.1;

/** Sets when the provider hears from us next; never later than it wants to. */
export function setKeepAlive(turn: Turn, everyMs: number | undefined): void {
  if (everyMs === undefined) return;
  turn.timer(timerNames.keepAlive, Math.round(everyMs * (1 - jitter * turn.rules.random())));
}
