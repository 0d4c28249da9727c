import type { CallRecord } from "./call-record.js";
import type { Happening } from "./happening.js";

const known = new WeakMap<readonly Happening[], ReadonlySet<string>>();

/** The ids of the events that a call owes to handlers. Made once for each record: thousands may be owed, and each of them is looked up. */
export function owedIds({ owed }: Pick<CallRecord, "owed">): ReadonlySet<string> {
  const there = known.get(owed);
  if (there) return there;
  const ids = new Set(owed.map(({ id }) => id));
  known.set(owed, ids);
  return ids;
}
