import type { CallKey, Json } from "@trunkline/core";
import type { BrokenStore } from "./broken-store.fixture.js";

/** Stores whose commits are not all or nothing. */
export const halfDone: readonly BrokenStore[] = [
  {
    group: "records and commits",
    name: "writes the record before it checks the lease",
    break: (sound) => {
      const records = new Map<CallKey, Json>();
      return {
        commit(lease, change, ms) {
          if (change.record !== undefined) records.set(lease.key, change.record);
          return sound.commit(lease, change, ms);
        },
        read: async (key) => records.get(key) ?? sound.read(key),
      };
    },
  },
  {
    group: "records and commits",
    name: "writes the record without applying the entries",
    break: (sound) => ({ commit: (lease, { applied: _, ...change }, ms) => sound.commit(lease, change, ms) }),
  },
  {
    group: "records and commits",
    name: "applies every waiting entry",
    break: (sound) => ({
      async commit(lease, change, ms) {
        const waiting = await sound.commit(lease, change, ms);
        if (!waiting || change.release) return waiting;
        return sound.commit(lease, { applied: waiting.inbox.map(({ id }) => id) }, ms);
      },
    }),
  },
  {
    group: "records and commits",
    name: "has a null record for every call",
    break: (sound) => ({ read: async (key) => (await sound.read(key)) ?? null }),
  },
  {
    group: "records and commits",
    name: "treats falsy records as absent",
    break: (sound) => ({ read: async (key) => (await sound.read(key)) || undefined }),
  },
  {
    group: "records and commits",
    name: "keeps bodies in Latin-1",
    break: (sound) => ({
      accept: (key, entries, ms) =>
        sound.accept(
          key,
          entries.map(({ id, body }) => ({
            id,
            body: JSON.parse(Buffer.from(JSON.stringify(body), "latin1").toString("latin1")),
          })),
          ms,
        ),
    }),
  },
  {
    group: "records and commits",
    name: "shows a record before it is committed",
    break: (sound) => {
      let writing: Json | undefined;
      return {
        async commit(lease, change, ms) {
          writing = change.record;
          await Promise.resolve();
          const waiting = await sound.commit(lease, change, ms);
          writing = undefined;
          return waiting;
        },
        async read(key) {
          const record = await sound.read(key);
          if (!Array.isArray(record) || !Array.isArray(writing)) return record;
          return [writing[0] ?? null, ...record.slice(1)];
        },
      };
    },
  },
];
