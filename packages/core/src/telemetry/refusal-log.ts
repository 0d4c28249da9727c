import type { Clock } from "../clock/clock.js";
import type { Log } from "./log.js";

/** How often a refusal of one status is logged at the most, ms: whoever floods the endpoint must not flood the log. */
const everyMs = 60_000;

/** A callback that was refused. */
interface Refused {
  readonly status: number;
  readonly reason: string;
  readonly provider?: string;
}

/** Logs refused callbacks: of each status one in a minute, with how many there were since the one before. */
export interface RefusalLog {
  add(refused: Refused): void;
}

export function refusalLog(log: Log, clock: Clock): RefusalLog {
  const last = new Map<number, { readonly at: number; more: number }>();
  return {
    add(refused) {
      const before = last.get(refused.status);
      const at = clock.now();
      if (before && at - before.at < everyMs) {
        before.more++;
        return;
      }
      last.set(refused.status, { at, more: 0 });
      log("refused", { ...refused, more: before?.more ?? 0 });
    },
  };
}
