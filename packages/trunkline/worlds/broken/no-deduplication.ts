import type { Entry, Held, Store } from "@trunkline/core";

/** A store that takes every entry for new: each repeat gets a place of its own in the inbox. */
export function withoutDeduplication(store: Store): Store {
  let repeats = 0;
  const mark = " repeat ";
  const show = (held: Held | undefined): Held | undefined =>
    held && { ...held, inbox: held.inbox.map((entry) => ({ ...entry, id: entry.id.split(mark)[0] ?? entry.id })) };
  /** What stands in the inbox for each id that a holder has been shown. */
  const inbox = new Map<string, Entry[]>();
  const remember = (held: Held | undefined) => {
    if (held) inbox.set(held.lease.key, [...held.inbox]);
    return show(held);
  };
  return {
    ...store,
    accept: (key, entries, rememberMs) =>
      store.accept(
        key,
        entries.map((entry) => ({ ...entry, id: `${entry.id}${mark}${++repeats}` })),
        rememberMs,
      ),
    claim: async (leaseMs, key) => remember(await store.claim(leaseMs, key)),
    async commit(lease, change, leaseMs) {
      const { applied = [] } = change;
      const waiting = inbox.get(lease.key) ?? [];
      const real = waiting.map(({ id }) => id).filter((id) => applied.includes(id.split(mark)[0] ?? id));
      return remember(await store.commit(lease, { ...change, applied: real }, leaseMs));
    },
  };
}
