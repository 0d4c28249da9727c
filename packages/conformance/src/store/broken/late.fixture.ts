import type { CallKey, Waiting } from "@trunkline/core";
import type { BrokenStore } from "./broken-store.fixture.js";

/** Stores that get time wrong. */
export const late: readonly BrokenStore[] = [
  {
    group: "timers",
    name: "has no timers",
    break: (sound) => ({ commit: (lease, { timers: _, ...change }, ms) => sound.commit(lease, change, ms) }),
  },
  {
    group: "timers",
    name: "shows a timer of 0 ms one moment late",
    break: (sound) => ({
      commit: (lease, { timers = {}, ...change }, ms) =>
        sound.commit(
          lease,
          {
            ...change,
            timers: Object.fromEntries(
              Object.entries(timers).map(([name, inMs]) => [name, inMs === null ? null : Math.max(inMs, 1)]),
            ),
          },
          ms,
        ),
    }),
  },
  {
    group: "timers",
    name: "shows a timer only once",
    break: (sound) => {
      const shown = new Set<string>();
      const once = (key: CallKey, waiting: Waiting | undefined) =>
        waiting && {
          ...waiting,
          due: waiting.due.filter((name) => !shown.has(`${key} ${name}`) && shown.add(`${key} ${name}`)),
        };
      return { commit: async (lease, change, ms) => once(lease.key, await sound.commit(lease, change, ms)) };
    },
  },
  {
    group: "timers",
    name: "ignores a later time of a timer",
    break: (sound) => {
      const set = new Set<string>();
      return {
        commit(lease, { timers, ...change }, ms) {
          const first = Object.entries(timers ?? {}).filter(
            ([name]) => !set.has(`${lease.key} ${name}`) && set.add(`${lease.key} ${name}`),
          );
          return sound.commit(lease, { ...change, timers: Object.fromEntries(first) }, ms);
        },
      };
    },
  },
  { group: "timers", name: "sends no hint when a timer is due", break: () => ({ watch: async () => async () => {} }) },
  {
    group: "timers",
    name: "reports no waiting time",
    break: (sound) => ({
      async claim(...given) {
        const held = await sound.claim(...given);
        return held && { ...held, waitedMs: 0 };
      },
    }),
  },
  {
    group: "aliases",
    name: "rebinds an alias",
    break: () => {
      const bound = new Map<string, CallKey>();
      return {
        async bind(alias, key) {
          bound.set(alias, key);
          return key;
        },
        resolve: async (alias) => bound.get(alias),
      };
    },
  },
  {
    group: "aliases",
    name: "binds aliases forever",
    break: (sound) => ({ bind: (alias, key, ms) => sound.bind(alias, key, ms * 1e6) }),
  },
  {
    group: "aliases",
    name: "shortens aliases",
    break: (sound) => ({
      bind: (alias, key, ms) => sound.bind(alias.slice(0, 1), key, ms),
      resolve: (alias) => sound.resolve(alias.slice(0, 1)),
    }),
  },
];
