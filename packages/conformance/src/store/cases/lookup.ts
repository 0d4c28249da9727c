import { deepEqual, equal } from "node:assert/strict";
import { claimed, committed, entry, listed } from "../stage/ask.js";
import { inGroup } from "../stage/store-case.js";

/** Other names of calls. */
export const aliases = inGroup("aliases", [
  {
    name: "the first key that a name is bound to wins",
    async run({ store, other, newKey, longMs }) {
      const [one, two] = [newKey(), newKey()];
      equal(await store.bind("name", one, longMs), one);
      equal(await other.bind("name", two, longMs), one);
      equal(await other.resolve("name"), one);
    },
  },
  {
    name: "of many keys bound to a name at once, one wins, and every bind returns it",
    async run({ store, other, newKey, longMs }) {
      const keys = Array.from({ length: 20 }, newKey);
      const bound = await Promise.all(keys.map((key, n) => (n % 2 === 0 ? store : other).bind("name", key, longMs)));
      equal(new Set(bound).size, 1);
      equal(await store.resolve("name"), bound[0]);
    },
  },
  {
    name: "an unbound name resolves to nothing, and names of any characters are distinct",
    async run({ store, newKey, longMs }) {
      equal(await store.resolve("name"), undefined);
      const names = ["", "{a}", "{b}", "a/b", "é", "e\u0301"];
      const keys = names.map(newKey);
      for (const [index, name] of names.entries()) await store.bind(name, keys[index] ?? "", longMs);
      for (const [index, name] of names.entries()) equal(await store.resolve(name), keys[index]);
    },
  },
  {
    name: "a name is forgotten after its time, and can be bound again",
    async run({ store, newKey, longMs, shortMs, eventually }) {
      const [one, two] = [newKey(), newKey()];
      await store.bind("name", one, shortMs);
      await eventually("it is forgotten", async () => ((await store.resolve("name")) === undefined ? true : undefined));
      equal(await store.bind("name", two, longMs), two);
    },
  },
]);

/** Every call with a record can be found. */
export const listing = inGroup("listing", [
  {
    name: "an empty store lists nothing",
    async run({ store }) {
      deepEqual(await listed(store), []);
    },
  },
  {
    name: "every call with a record is listed once, held or not, on every instance",
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
