import type { CallKey, Held } from "@trunkline/core";
import type { BrokenStore } from "./broken-store.fixture.js";

/** Stores that send no hints, or do not find calls. */
export const silent: readonly BrokenStore[] = [
  {
    group: "completions across instances",
    name: "never hints",
    break: () => ({ watch: async () => async () => {} }),
  },
  {
    group: "completions across instances",
    name: "keeps hinting after the watch has ended",
    break: (sound) => ({
      async watch(changed) {
        await sound.watch(changed);
        return async () => {};
      },
    }),
  },
  {
    group: "completions across instances",
    name: "treats every sender with a lease as the holder",
    break: (sound) => {
      let own = false;
      return {
        watch: (changed) => sound.watch((...hint) => void (own || changed(...hint))),
        async accept(key, entries, ms, lease) {
          own = lease !== undefined;
          return sound.accept(key, entries, ms, lease);
        },
      };
    },
  },
  {
    group: "completions across instances",
    name: "does not look for entries when it renews",
    break: (sound) => {
      let renewing = false;
      return {
        watch: (changed) => sound.watch((...hint) => void (renewing || changed(...hint))),
        async renew(leases, ms) {
          renewing = true;
          return sound.renew(leases, ms).finally(() => {
            renewing = false;
          });
        },
      };
    },
  },
  {
    group: "completions across instances",
    name: "does not announce records",
    break: (sound) => ({ commit: (lease, { announce: _, ...change }, ms) => sound.commit(lease, change, ms) }),
  },
  {
    group: "completions across instances",
    name: "reports every hint as work",
    break: (sound) => ({ watch: (changed) => sound.watch((key) => changed(key, "work")) }),
  },
  {
    group: "recovery",
    name: "never finds calls without a key",
    break: (sound) => ({ claim: async (ms, key) => (key === undefined ? undefined : sound.claim(ms, key)) }),
  },
  {
    group: "recovery",
    name: "never reports a takeover",
    break: (sound) => ({ claim: async (ms, key) => withTakenOver(await sound.claim(ms, key), false) }),
  },
  {
    group: "recovery",
    name: "reports every claim as a takeover",
    break: (sound) => ({ claim: async (ms, key) => withTakenOver(await sound.claim(ms, key), true) }),
  },
  {
    group: "recovery",
    name: "gives out calls that are held",
    break: (sound) => {
      const known: CallKey[] = [];
      return {
        async claim(ms, key) {
          const held = await sound.claim(ms, key);
          if (held && key !== undefined) known.push(key);
          if (held || key !== undefined) return held;
          const again = known.shift();
          return again === undefined ? undefined : nothingOf(again);
        },
      };
    },
  },
  {
    group: "recovery",
    name: "gives out each call twice",
    break: (sound) => {
      let last: Held | undefined;
      return {
        async claim(ms, key) {
          const twice = key === undefined ? last : undefined;
          last = undefined;
          if (twice) return twice;
          const held = await sound.claim(ms, key);
          if (key === undefined) last = held;
          return held;
        },
      };
    },
  },
];

function withTakenOver(held: Held | undefined, takenOver: boolean): Held | undefined {
  return held && { ...held, takenOver };
}

function nothingOf(key: CallKey): Held {
  return { lease: { key, fence: 0 }, record: undefined, inbox: [], due: [], takenOver: false };
}
