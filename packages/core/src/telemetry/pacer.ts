import { type Clock, steady } from "../clock/clock.js";

/** How often a line that a sender can cause is logged at the most, ms: whoever floods the endpoint must not flood the log. */
const everyMs = 60_000;

/** Says whether a line of some kind is due, and with how many more that were not logged since the one before; `undefined`: not yet. */
export type Pacer = (kind: string) => number | undefined;

/** Of each kind one a minute. There are as many kinds as this code names, so nothing grows. */
export function pacer(given: Clock): Pacer {
  const clock = steady(given);
  const last = new Map<string, { readonly at: number; more: number }>();
  return (kind) => {
    const before = last.get(kind);
    const at = clock.now();
    if (before && at - before.at < everyMs) {
      before.more++;
      return undefined;
    }
    last.set(kind, { at, more: 0 });
    return before?.more ?? 0;
  };
}
