import { deepEqual, equal } from "node:assert/strict";
import type { CallKey, Hint, Store } from "@trunkline/core";
import { claimed, committed, entry, idsOf } from "../stage/ask.js";
import { inGroup, type StoreContext } from "../stage/store-case.js";

/** An entry that one instance accepts reaches the instance that waits for it. */
export const completions = inGroup("completions across instances", [
  {
    name: "the holder gets a hint of an entry that another instance accepted, and its next commit shows it",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      const hinted = await listen(store);
      await other.accept(key, [entry("a")], longMs);
      await isHinted(context, hinted, key);
      deepEqual(idsOf(await committed(store, lease, {}, longMs)), ["a"]);
    },
  },
  {
    name: "an instance that holds nothing gets a hint of an entry for a call that is not held",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      const hinted = await listen(other);
      await store.accept(key, [entry("a")], longMs);
      await isHinted(context, hinted, key);
    },
  },
  {
    name: "an instance gets a hint of a call that was released with entries left",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await store.accept(key, [entry("a")], longMs);
      const hinted = await listen(other);
      await committed(store, lease, { record: 1, release: true }, longMs);
      await isHinted(context, hinted, key);
    },
  },
  {
    name: "a renewal hints at entries for which the holder got no hint",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await other.accept(key, [entry("a")], longMs);
      const hinted = await listen(store);
      await context.pass(context.shortMs);
      hinted.clear();
      await store.renew([lease], longMs);
      await isHinted(context, hinted, key);
    },
  },
  {
    name: "every instance gets a hint of a record that its holder announces",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      const [here, there] = [await listen(store, "record"), await listen(other, "record")];
      await committed(store, lease, { record: 1, announce: true }, longMs);
      await isHinted(context, here, key);
      await isHinted(context, there, key);
    },
  },
  {
    name: "a watcher that stops gets no more hints, and the others still do",
    async run(context) {
      const { store, newKey, longMs } = context;
      const [key, stopped, going] = [newKey(), new Set<CallKey>(), new Set<CallKey>()];
      const stop = await store.watch((changed) => stopped.add(changed));
      await store.watch((changed) => going.add(changed));
      await stop();
      await store.accept(key, [entry("a")], longMs);
      await isHinted(context, going, key);
      equal(stopped.size, 0);
    },
  },
  {
    name: "an entry sent with a lease that is no longer valid causes a hint",
    async run(context) {
      const { store, newKey, longMs } = context;
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1, release: true }, longMs);
      const hinted = await listen(store);
      await store.accept(key, [entry("a")], longMs, lease);
      await isHinted(context, hinted, key);
    },
  },
]);

async function listen(store: Store, to: Hint = "work"): Promise<Set<CallKey>> {
  const hinted = new Set<CallKey>();
  await store.watch((key, hint) => void (hint === to && hinted.add(key)));
  return hinted;
}

function isHinted(context: StoreContext, hinted: ReadonlySet<CallKey>, key: CallKey): Promise<true> {
  return context.eventually(`a hint for ${key}`, async () => hinted.has(key) || undefined);
}
