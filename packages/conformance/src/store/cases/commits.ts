import { deepEqual, equal } from "node:assert/strict";
import type { Json } from "@trunkline/core";
import { abandoned, claimed, committed, entry, idsOf } from "../stage/ask.js";
import { inGroup } from "../stage/store-case.js";

/** A commit is written completely, or not at all. */
export const commits = inGroup("records and commits", [
  {
    name: "a call without a commit has no record",
    async run({ store, newKey, longMs }) {
      const key = newKey();
      equal(await store.read(key), undefined);
      equal((await claimed(store, longMs, key)).record, undefined);
      equal(await store.read(key), undefined);
    },
  },
  {
    name: "a record is read as it was written, on every instance",
    async run({ store, other, newKey, longMs }) {
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      const records: readonly Json[] = [
        null,
        false,
        0,
        "",
        [],
        {},
        { a: [1, { b: "\u{1F4DE}\n\0" }] },
        "x".repeat(200_000),
      ];
      for (const record of records) {
        await committed(store, lease, { record }, longMs);
        deepEqual(await store.read(key), record);
        deepEqual(await other.read(key), record);
      }
    },
  },
  {
    name: "a body is read as it was accepted",
    async run({ store, newKey, longMs }) {
      const key = newKey();
      const bodies: readonly Json[] = [null, 0.1, "é\u{1F4DE}\n", [[]], { "": { deep: [true] } }];
      await store.accept(
        key,
        bodies.map((body, index) => entry(`${index}`, body)),
        longMs,
      );
      const { inbox } = await claimed(store, longMs, key);
      deepEqual(
        inbox.map(({ body }) => body),
        bodies,
      );
    },
  },
  {
    name: "a commit leaves the rest of the call alone",
    async run({ store, newKey, longMs }) {
      const key = newKey();
      await store.accept(key, [entry("a"), entry("b")], longMs);
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1, timers: { now: 0 } }, longMs);
      deepEqual(idsOf(await committed(store, lease, { applied: ["a"] }, longMs)), ["b"]);
      equal(await store.read(key), 1);
      deepEqual(idsOf(await committed(store, lease, {}, longMs)), ["b"]);
    },
  },
  {
    name: "an entry that arrives between a claim and its commit is not lost, and the commit shows it",
    async run({ store, other, newKey, longMs }) {
      const key = newKey();
      await store.accept(key, [entry("a")], longMs);
      const { lease } = await claimed(store, longMs, key);
      await other.accept(key, [entry("b")], longMs);
      deepEqual(idsOf(await committed(store, lease, { record: 1, applied: ["a"] }, longMs)), ["b"]);
    },
  },
  {
    name: "entries can be applied in any order",
    async run({ store, newKey, longMs }) {
      const key = newKey();
      await store.accept(key, [entry("a"), entry("b"), entry("c")], longMs);
      const { lease } = await claimed(store, longMs, key);
      deepEqual(idsOf(await committed(store, lease, { applied: ["b", "never seen"] }, longMs)), ["a", "c"]);
    },
  },
  {
    name: "a refused commit changes nothing: no record, no entry, no timer, no lease",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      await store.accept(key, [entry("a")], longMs);
      const { lease } = await abandoned(context, key);
      const taken = await claimed(other, longMs, key);
      await committed(other, taken.lease, { record: "kept", timers: { mine: longMs } }, longMs);
      const change = { record: "lost", applied: ["a"], timers: { theirs: 0, mine: 0 }, release: true, forgetInMs: 0 };
      equal(await store.commit(lease, change, longMs), undefined);
      await context.pass(1);
      equal(await store.claim(longMs, key), undefined);
      const waiting = await committed(other, taken.lease, {}, longMs);
      deepEqual([await other.read(key), idsOf(waiting), waiting.due], ["kept", ["a"], []]);
    },
  },
  {
    name: "a read during a commit sees one record, never parts of two",
    async run({ store, other, newKey, longMs }) {
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: ["0", "0"] }, longMs);
      const writing = Promise.all(
        Array.from({ length: 25 }, (_, n) => committed(store, lease, { record: [`${n}`, `${n}`] }, longMs)),
      );
      const seen = await Promise.all(Array.from({ length: 25 }, () => other.read(key)));
      await writing;
      for (const record of seen)
        equal(Array.isArray(record) ? record[0] : "nothing", Array.isArray(record) ? record[1] : "");
    },
  },
]);
