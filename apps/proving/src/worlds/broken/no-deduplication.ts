import type { Entry, Store, Waiting } from "@trunkline/core";

/** A store that takes every entry for new: each repeat gets a place of its own in the inbox. */
export function withoutDeduplication(store: Store): Store {
  let repeats = 0;
  const mark = " repeat ";
  const show = <T extends Waiting>(waiting: T): T => ({
    ...waiting,
    inbox: waiting.inbox.map((entry) => ({ ...entry, id: entry.id.split(mark)[0] ?? entry.id })),
  });
  /** What stands in the inbox for each id that a holder has been shown. */
  const inbox = new Map<string, Entry[]>();
  const remember = <T extends Waiting>(key: string, waiting: T): T => {
    inbox.set(key, [...waiting.inbox]);
    return show(waiting);
  };
  return {
    ...store,
    accept: (key, entries, rememberMs) =>
      store.accept(
        key,
        entries.map((entry) => ({ ...entry, id: `${entry.id}${mark}${++repeats}` })),
        rememberMs,
      ),
    async claim(leaseMs, key) {
      const held = await store.claim(leaseMs, key);
      return held && remember(held.lease.key, held);
    },
    async commit(lease, change, leaseMs) {
      const { applied = [] } = change;
      const waiting = inbox.get(lease.key) ?? [];
      const real = waiting.map(({ id }) => id).filter((id) => applied.includes(id.split(mark)[0] ?? id));
      const left = await store.commit(lease, { ...change, applied: real }, leaseMs);
      return left && remember(lease.key, left);
    },
  };
}
