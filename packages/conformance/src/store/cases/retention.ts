import { deepEqual, equal } from "node:assert/strict";
import type { CallKey } from "@trunkline/core";
import { claimed, committed, entry, idsOf, listed, sweep } from "../stage/ask.js";
import { inGroup, type StoreContext } from "../stage/store-case.js";

/** Calls that are over are forgotten, so that the backend does not grow. */
export const retention = inGroup("retention", [
  {
    name: "a call is forgotten after its time, with its entries",
    async run(context) {
      const { store, newKey, longMs, shortMs } = context;
      const key = newKey();
      await store.accept(key, [entry("a"), entry("b")], longMs);
      const { lease } = await claimed(store, longMs, key);
      const change = { record: 1, applied: ["a"], timers: { tick: longMs }, release: true, forgetInMs: shortMs };
      await committed(store, lease, change, longMs);
      equal(await store.read(key), 1);
      await forgotten(context, key);
      equal(await store.accept(key, [entry("a")], longMs), 1);
      const held = await claimed(store, longMs, key);
      deepEqual([held.record, idsOf(held), held.due, held.takenOver], [undefined, ["a"], [], false]);
    },
  },
  {
    name: "the entries of a call without a record are forgotten after the given time",
    async run({ store, newKey, longMs, shortMs, pass }) {
      const key = newKey();
      await store.accept(key, [entry("a")], shortMs * 5);
      equal(await store.accept(key, [entry("a")], longMs), 0);
      await pass(shortMs * 6);
      equal(await store.accept(key, [entry("a")], longMs), 1);
    },
  },
  {
    name: "a call with a record stays, regardless of the retention of its entries",
    async run({ store, newKey, longMs, shortMs, pass }) {
      const key = newKey();
      await store.accept(key, [entry("a")], shortMs);
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1, applied: ["a"], release: true }, longMs);
      await store.accept(key, [entry("b")], shortMs);
      await pass(shortMs * 2);
      equal(await store.read(key), 1);
      equal(await store.accept(key, [entry("a"), entry("b")], longMs), 0);
    },
  },
  {
    name: "a late entry does not keep a call that is being forgotten",
    async run(context) {
      const { store, newKey, longMs, shortMs } = context;
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1, release: true, forgetInMs: shortMs * 3 }, longMs);
      await store.accept(key, [entry("late")], longMs);
      await forgotten(context, key);
      equal(await store.accept(key, [entry("late")], longMs), 1);
    },
  },
  {
    name: "a later commit without forgetInMs keeps the call",
    async run({ store, newKey, longMs, shortMs, pass }) {
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1, forgetInMs: shortMs * 5 }, longMs);
      await committed(store, lease, {}, longMs);
      await pass(shortMs * 6);
      equal(await store.read(key), 1);
    },
  },
  {
    name: "a sweep does not find forgotten calls",
    async run(context) {
      const { store, other, newKey, longMs, shortMs } = context;
      const [waiting, ended] = [newKey(), newKey()];
      await store.accept(waiting, [entry("a")], shortMs);
      const { lease } = await claimed(store, longMs, ended);
      await committed(
        store,
        lease,
        { record: 1, timers: { tick: shortMs * 2 }, release: true, forgetInMs: shortMs },
        longMs,
      );
      await context.pass(shortMs * 3);
      deepEqual(await sweep(other, longMs), []);
    },
  },
  {
    name: "after many calls the backend holds no more than before",
    needs: "size",
    async run(context) {
      const { store, newKey, longMs, shortMs, size } = context;
      const before = await size();
      for (let call = 0; call < 30; call++) {
        const key = newKey();
        await store.accept(key, [entry("a"), entry("b")], shortMs);
        await store.bind(`name of ${key}`, key, shortMs);
        if (call % 3 === 0) continue;
        const { lease } = await claimed(store, longMs, key);
        const end = { release: true, forgetInMs: shortMs };
        await committed(
          store,
          lease,
          { record: 1, applied: ["a"], timers: { tick: longMs }, ...(call % 3 === 1 ? end : {}) },
          longMs,
        );
        if (call % 3 === 2) await committed(store, lease, end, longMs);
      }
      await context.eventually("everything is forgotten", async () => {
        await sweep(store, longMs);
        return (await size()) <= before ? true : undefined;
      });
    },
  },
]);

async function forgotten({ store, eventually }: StoreContext, key: CallKey): Promise<void> {
  await eventually(`${key} is forgotten`, async () => ((await store.read(key)) === undefined ? true : undefined));
  deepEqual(await listed(store), []);
}
