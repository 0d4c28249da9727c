import { type Turn, timerNames } from "./turn.js";

/** What is taken off at random: a thousand calls that began together do not all report at the same moment. */
const jitter = 0.1;

/** Sets when the provider hears from us next; never later than it wants to. */
export function setKeepAlive(turn: Turn): void {
  const everyMs = turn.rules.adapter.limits.keepAliveEveryMs;
  if (everyMs === undefined) return;
  turn.timer(timerNames.keepAlive, Math.round(everyMs * (1 - jitter * turn.rules.random())));
}

/**
 * The provider has given the call an id. From then on it wants signs of life, also while the bot waits in a lobby and is not connected
 * (Graph counts "from the start of the call", documented).
 */
export function setProviderCallId(turn: Turn, providerCallId: string | undefined): void {
  if (!providerCallId || turn.record.providerCallId !== "") return;
  turn.set({ providerCallId });
  setKeepAlive(turn);
}
