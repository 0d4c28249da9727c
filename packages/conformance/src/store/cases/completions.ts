import { deepEqual, equal } from "node:assert/strict";
import type { CallKey, Hint, Store } from "@trunkline/core";
import { claimed, committed, entry, idsOf } from "../stage/ask.js";
import { inGroup, type StoreContext } from "../stage/store-case.js";

/** What lands on one instance reaches the one that waits for it. */
export const completions = inGroup("completions across instances", [
  {
    name: "the holder is told of an entry that another instance accepted, and its next commit shows it",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      const told = await listen(store);
      await other.accept(key, [entry("a")], longMs);
      await hears(context, told, key);
      deepEqual(idsOf(await committed(store, lease, {}, longMs)), ["a"]);
    },
  },
  {
    name: "an instance that holds nothing is told of an entry that nobody holds",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      const told = await listen(other);
      await store.accept(key, [entry("a")], longMs);
      await hears(context, told, key);
    },
  },
  {
    name: "an instance is told of a call that was released with something left to do",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await store.accept(key, [entry("a")], longMs);
      const told = await listen(other);
      await committed(store, lease, { record: 1, release: true }, longMs);
      await hears(context, told, key);
    },
  },
  {
    name: "what the holder was not told of it is told at its next renewal",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await other.accept(key, [entry("a")], longMs);
      const told = await listen(store);
      await context.pass(context.shortMs);
      told.clear();
      await store.renew([lease], longMs);
      await hears(context, told, key);
    },
  },
  {
    name: "every instance is told of a record that its holder announces",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      const [here, there] = [await listen(store, "record"), await listen(other, "record")];
      await committed(store, lease, { record: 1, announce: true }, longMs);
      await hears(context, here, key);
      await hears(context, there, key);
    },
  },
  {
    name: "who stops to watch is told no more, and the others still are",
    async run(context) {
      const { store, newKey, longMs } = context;
      const [key, stopped, going] = [newKey(), new Set<CallKey>(), new Set<CallKey>()];
      const stop = await store.watch((changed) => stopped.add(changed));
      await store.watch((changed) => going.add(changed));
      await stop();
      await store.accept(key, [entry("a")], longMs);
      await hears(context, going, key);
      equal(stopped.size, 0);
    },
  },
  {
    name: "entries sent with a lease that no longer stands are hinted at",
    async run(context) {
      const { store, newKey, longMs } = context;
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1, release: true }, longMs);
      const told = await listen(store);
      await store.accept(key, [entry("a")], longMs, lease);
      await hears(context, told, key);
    },
  },
]);

async function listen(store: Store, to: Hint = "work"): Promise<Set<CallKey>> {
  const told = new Set<CallKey>();
  await store.watch((key, hint) => void (hint === to && told.add(key)));
  return told;
}

function hears(context: StoreContext, told: ReadonlySet<CallKey>, key: CallKey): Promise<true> {
  return context.eventually(`a hint for ${key}`, async () => told.has(key) || undefined);
}
