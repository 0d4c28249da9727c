import type { Entry, Held } from "@trunkline/core";
import type { BrokenStore } from "./broken-store.fixture.js";

let serial = 0;

/** Stores that accept the same entry twice, or lose what they accepted. */
export const forgetful: readonly BrokenStore[] = [
  {
    group: "de-duplication",
    name: "treats every entry as new",
    break: (sound) => ({
      accept: (key, entries, ms) =>
        sound.accept(
          key,
          entries.map((entry) => ({ ...entry, id: `${entry.id}#${++serial}` })),
          ms,
        ),
      claim: async (ms, key) => plainIds(await sound.claim(ms, key)),
    }),
  },
  {
    group: "de-duplication",
    name: "checks ids in one step and writes in another",
    break: (sound) => {
      const seen = new Set<string>();
      return {
        async accept(key, entries, ms) {
          const fresh = entries.filter((entry) => !seen.has(`${key} ${entry.id}`));
          await Promise.resolve();
          for (const entry of fresh) seen.add(`${key} ${entry.id}`);
          await sound.accept(key, entries, ms);
          return fresh.length;
        },
      };
    },
  },
  {
    group: "de-duplication",
    name: "de-duplicates ids across calls",
    break: (sound) => {
      const seen = new Set<string>();
      return {
        async accept(key, entries, ms) {
          const fresh = entries.filter(({ id }) => !seen.has(id));
          for (const { id } of entries) seen.add(id);
          return sound.accept(key, fresh, ms);
        },
      };
    },
  },
  {
    group: "de-duplication",
    name: "normalizes ids",
    break: (sound) => ({
      accept: (key, entries, ms) =>
        sound.accept(
          key,
          entries.map((entry) => ({ ...entry, id: entry.id.normalize("NFC") })),
          ms,
        ),
    }),
  },
  {
    group: "de-duplication",
    name: "forgets applied ids",
    break: (sound) => {
      const applied = new Set<string>();
      return {
        commit(lease, change, ms) {
          for (const id of change.applied ?? []) applied.add(id);
          return sound.commit(lease, change, ms);
        },
        async accept(key, entries, ms) {
          const again = entries.filter(({ id }) => applied.has(id)).length;
          return (await sound.accept(key, entries, ms)) + again;
        },
      };
    },
  },
];

function plainIds(held: Held | undefined): Held | undefined {
  const plain = (entry: Entry): Entry => ({ ...entry, id: entry.id.split("#")[0] ?? "" });
  return held && { ...held, inbox: held.inbox.map(plain) };
}
