import type { Played } from "../play/play-scenario.js";

/** What was acknowledged took effect exactly once, by the books of the store; and never under a lease that was lost. */
export function appliedOnce({ ledger, diary }: Played): readonly string[] {
  const wrong: string[] = [];
  for (const [key, { accepted, applied, stale }] of ledger.calls) {
    const times = new Map<string, number>();
    for (const id of applied) times.set(id, (times.get(id) ?? 0) + 1);
    for (const { id, signal } of accepted) {
      const count = times.get(id) ?? 0;
      if (count !== 1) wrong.push(`${signal.kind} ${id} of ${key} took effect ${count} times`);
    }
    if (stale > 0) wrong.push(`${stale} writes to ${key} under a lease that was lost`);
  }
  return [...wrong, ...toldOnce(diary)];
}

/** An event is told once; again only with a higher count of attempts, or to another instance that took over. */
function toldOnce(diary: Played["diary"]): readonly string[] {
  const seen = new Set<string>();
  return diary.told.flatMap(({ event }) => {
    const once = `${event.id} (attempt ${event.attempt})`;
    if (seen.has(once)) return [`${event.type} ${once} was told twice`];
    seen.add(once);
    return [];
  });
}
