import { deepEqual, equal } from "node:assert/strict";
import { claimed, committed, entry, idsOf } from "../stage/ask.js";
import { inGroup } from "../stage/store-case.js";

/** An entry that arrives twice is kept once. */
export const deDuplication = inGroup("de-duplication", [
  {
    name: "an entry that arrives again is not new, and is kept once",
    async run({ store, other, newKey, longMs }) {
      const key = newKey();
      equal(await store.accept(key, [entry("a")], longMs), 1);
      equal(await other.accept(key, [entry("a")], longMs), 0);
      deepEqual(idsOf(await claimed(store, longMs, key)), ["a"]);
    },
  },
  {
    name: "of many simultaneous accepts of one entry, one is new",
    async run({ store, other, newKey, longMs }) {
      const key = newKey();
      const instances = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? store : other));
      const added = await Promise.all(instances.map((instance) => instance.accept(key, [entry("a")], longMs)));
      equal(
        added.reduce((sum, count) => sum + count, 0),
        1,
      );
      deepEqual(idsOf(await claimed(store, longMs, key)), ["a"]);
    },
  },
  {
    name: "only the new entries of a delivery are appended, in their order",
    async run({ store, newKey, longMs }) {
      const key = newKey();
      await store.accept(key, [entry("b")], longMs);
      equal(await store.accept(key, [entry("c"), entry("b"), entry("a"), entry("a")], longMs), 2);
      deepEqual(idsOf(await claimed(store, longMs, key)), ["b", "c", "a"]);
    },
  },
  {
    name: "an applied entry is still recognized when it arrives again",
    async run({ store, newKey, longMs }) {
      const key = newKey();
      await store.accept(key, [entry("a")], longMs);
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1, applied: ["a"] }, longMs);
      equal(await store.accept(key, [entry("a")], longMs), 0);
      deepEqual(idsOf(await committed(store, lease, { release: true }, longMs)), []);
    },
  },
  {
    name: "the same id in two calls is two entries",
    async run({ store, newKey, longMs }) {
      const [one, two] = [newKey(), newKey()];
      equal(await store.accept(one, [entry("a")], longMs), 1);
      equal(await store.accept(two, [entry("a")], longMs), 1);
      deepEqual(idsOf(await claimed(store, longMs, two)), ["a"]);
    },
  },
  {
    name: "ids of any characters stay apart, and come back as they were",
    async run({ store, newKey, longMs }) {
      const key = newKey();
      const ids = ["", "1", "1:", "1:1", "a\nb", "{a}", "é", "e\u0301", "\u{1F4DE}", "*?[x]", " ", "s:1"];
      equal(
        await store.accept(
          key,
          ids.map((id) => entry(id)),
          longMs,
        ),
        ids.length,
      );
      const held = await claimed(store, longMs, key);
      deepEqual(idsOf(held), ids);
      deepEqual(idsOf(await committed(store, held.lease, { applied: ids.slice(1) }, longMs)), [""]);
    },
  },
]);
