import type { Clock } from "../engine/clock.js";
import type { WireEntry, WireLog } from "./wire-log.js";

const KEPT = 2000;

export function createWireLog(clock: Clock): WireLog {
  const entries = new Map<string, WireEntry>();
  const listeners = new Set<(entry: WireEntry) => void>();
  let count = 0;

  const store = (entry: WireEntry): WireEntry => {
    entries.set(entry.id, entry);
    const oldest = entries.size > KEPT ? entries.keys().next().value : undefined;
    if (oldest !== undefined) entries.delete(oldest);
    for (const listener of [...listeners]) listener(entry);
    return entry;
  };

  return {
    entries: () => [...entries.values()],
    add: (entry) => store({ ...entry, id: `w${++count}`, at: clock.now() }),
    update(id, change) {
      const entry = entries.get(id);
      if (entry) store({ ...entry, ...change });
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear: () => entries.clear(),
  };
}
