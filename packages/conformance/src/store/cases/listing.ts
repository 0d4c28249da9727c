import { deepEqual } from "node:assert/strict";
import { claimed, committed, entry, listed } from "../ask.js";
import { inGroup } from "../store-case.js";

/** Every call can be found. */
export const listing = inGroup("listing", [
  {
    name: "an empty store lists nothing",
    async run({ store }) {
      deepEqual(await listed(store), []);
    },
  },
  {
    name: "every call that has a record is listed once, held or not, whichever instance has it",
    async run({ store, other, newKey, longMs }) {
      const keys = Array.from({ length: 250 }, newKey);
      await Promise.all(
        keys.map(async (key, n) => {
          const { lease } = await claimed(store, longMs, key);
          await committed(store, lease, { record: n, release: n % 2 === 0 }, longMs);
        }),
      );
      deepEqual([...(await listed(other))].sort(), keys.sort());
    },
  },
  {
    name: "a call without a record is not listed",
    async run({ store, newKey, longMs }) {
      await store.accept(newKey(), [entry("a")], longMs);
      await claimed(store, longMs, newKey());
      deepEqual(await listed(store), []);
    },
  },
]);
