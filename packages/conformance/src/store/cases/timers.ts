import { deepEqual, equal, ok } from "node:assert/strict";
import type { CallKey } from "@trunkline/core";
import { claimed, committed, entry } from "../stage/ask.js";
import { inGroup } from "../stage/store-case.js";

/** Timers fire even when their holder is gone. */
export const timers = inGroup("timers", [
  {
    name: "a timer is shown to the holder when it is due, not before, and by its name",
    async run({ store, newKey, longMs, shortMs, eventually }) {
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      const set = { soon: shortMs * 5, later: longMs, "": shortMs * 5, "op:é\n": shortMs * 5 };
      deepEqual((await committed(store, lease, { timers: set }, longMs)).due, []);
      const due = await eventually("they are due", async () => {
        const held = await committed(store, lease, {}, longMs);
        return held.due.length > 2 ? held.due : undefined;
      });
      deepEqual([...due].sort(), ["", "op:é\n", "soon"]);
    },
  },
  {
    name: "a timer of 0 ms is due at the very next claim",
    async run({ store, other, newKey, longMs }) {
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1, timers: { now: 0 }, release: true }, longMs);
      deepEqual((await claimed(other, longMs, key)).due, ["now"]);
    },
  },
  {
    name: "a due timer is shown until it is cleared",
    async run({ store, newKey, longMs, pass }) {
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { timers: { tick: 0, tock: 0 } }, longMs);
      await pass(1);
      deepEqual([...(await committed(store, lease, {}, longMs)).due].sort(), ["tick", "tock"]);
      deepEqual([...(await committed(store, lease, {}, longMs)).due].sort(), ["tick", "tock"]);
      deepEqual((await committed(store, lease, { timers: { tick: null } }, longMs)).due, ["tock"]);
    },
  },
  {
    name: "a timer that is set again counts from then",
    async run({ store, newKey, longMs, shortMs, pass }) {
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { timers: { due: 0, soon: shortMs } }, longMs);
      await committed(store, lease, { timers: { due: longMs, soon: longMs } }, longMs);
      await pass(shortMs + 1);
      deepEqual((await committed(store, lease, {}, longMs)).due, []);
    },
  },
  {
    name: "a cleared timer never becomes due",
    async run({ store, newKey, longMs, shortMs, pass }) {
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { timers: { tick: shortMs } }, longMs);
      await committed(store, lease, { timers: { tick: null, "never set": null }, release: true }, longMs);
      await pass(shortMs + 1);
      equal(await store.claim(longMs), undefined);
    },
  },
  {
    name: "a claim says how long the first entry has waited",
    async run({ store, other, newKey, longMs, shortMs, pass }) {
      const key = newKey();
      await store.accept(key, [entry("a")], longMs);
      await pass(shortMs * 3);
      await store.accept(key, [entry("b")], longMs);
      const { waitedMs } = await claimed(other, longMs, key);
      ok(waitedMs !== undefined && waitedMs >= shortMs * 3 - 1, `waitedMs is ${waitedMs}`);
      ok(waitedMs < longMs, `waitedMs is ${waitedMs}`);
    },
  },
  {
    name: "a timer outlives its holder",
    async run({ store, other, newKey, longMs, pass }) {
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1, timers: { tick: 0 }, release: true }, longMs);
      await pass(1);
      const held = await claimed(other, longMs, key);
      deepEqual(held.due, ["tick"]);
    },
  },
  {
    name: "the holder gets a hint when a timer is due",
    async run({ store, newKey, longMs, shortMs, eventually }) {
      const [key, hinted] = [newKey(), new Set<CallKey>()];
      const { lease } = await claimed(store, longMs, key);
      await store.watch((changed) => hinted.add(changed));
      await committed(store, lease, { timers: { tick: shortMs } }, longMs);
      hinted.clear();
      await eventually("a hint", async () => hinted.has(key) || undefined);
      await eventually("the timer", async () => (await committed(store, lease, {}, longMs)).due[0]);
    },
  },
]);
