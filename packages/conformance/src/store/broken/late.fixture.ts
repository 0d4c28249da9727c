import type { CallKey, Waiting } from "@trunkline/core";
import type { BrokenStore } from "./broken-store.fixture.js";

/** Stores that have their own idea of time. */
export const late: readonly BrokenStore[] = [
  {
    group: "timers",
    name: "has no timers",
    break: (sound) => ({ commit: (lease, { timers: _, ...change }, ms) => sound.commit(lease, change, ms) }),
  },
  {
    group: "timers",
    name: "shows a timer of 0 ms a moment later",
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
    name: "shows a timer once",
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
    name: "keeps the first time of a timer",
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
  { group: "timers", name: "tells nobody when a timer is due", break: () => ({ watch: async () => async () => {} }) },
  {
    group: "timers",
    name: "takes every entry for new",
    break: (sound) => ({
      async claim(...given) {
        const held = await sound.claim(...given);
        return held && { ...held, waitedMs: 0 };
      },
    }),
  },
  {
    group: "aliases",
    name: "lets the last one win",
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
    name: "binds for ever",
    break: (sound) => ({ bind: (alias, key, ms) => sound.bind(alias, key, ms * 1e6) }),
  },
  {
    group: "aliases",
    name: "cuts names short",
    break: (sound) => ({
      bind: (alias, key, ms) => sound.bind(alias.slice(0, 1), key, ms),
      resolve: (alias) => sound.resolve(alias.slice(0, 1)),
    }),
  },
];
