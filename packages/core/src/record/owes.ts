import type { CallRecord } from "./call-record.js";
import type { Happening } from "./happening.js";

const known = new WeakMap<readonly Happening[], ReadonlySet<string>>();

/** Up to here looking through the list costs less than a table of its ids. */
const few = 16;

/** Whether a call owes an event to handlers. Thousands may be owed, and each of them is looked up. */
export function owes({ owed }: Pick<CallRecord, "owed">, id: string): boolean {
  return owed.length <= few ? owed.some((happening) => happening.id === id) : idsOf(owed).has(id);
}

function idsOf(owed: readonly Happening[]): ReadonlySet<string> {
  const there = known.get(owed);
  if (there) return there;
  const ids = new Set(owed.map(({ id }) => id));
  known.set(owed, ids);
  return ids;
}
