import type { Store } from "@trunkline/core";
import type { Engine } from "../engine.js";
import type { Hints } from "../hints/hints.js";
import { commit as script } from "../scripts/commit.js";
import { readWaiting } from "./read-held.js";
import { wholeMs } from "./whole-ms.js";

export function commit(engine: Engine, hints: Hints, newWord: () => string): Store["commit"] {
  return async (lease, change, leaseMs) => {
    const { call, record, inbox, look, hints: channel } = engine.layout.keysOf(lease.key);
    const timers = Object.entries(change.timers ?? {});
    const answer = await engine.run(
      script,
      [call, record, inbox, look, channel],
      [
        engine.connection.publish,
        lease.key,
        `${lease.fence}`,
        wholeMs(leaseMs),
        newWord(),
        change.release ? "1" : "0",
        change.forgetInMs === undefined ? "" : wholeMs(change.forgetInMs),
        change.announce ? "1" : "0",
        change.record === undefined ? "0" : "1",
        change.record === undefined ? "" : JSON.stringify(change.record),
        `${timers.length}`,
        ...timers.flatMap(([name, ms]) => [name, ms === null ? "" : wholeMs(Math.max(ms, 0))]),
        ...(change.applied ?? []),
      ],
    );
    const read = readWaiting(answer);
    if (!read || change.release) hints.lets(lease);
    else hints.holds(lease, read.nextDueMs);
    return read?.waiting;
  };
}
