import { deepEqual, equal } from "node:assert/strict";
import { abandoned, claimed, committed, entry, idsOf, sweep } from "../stage/ask.js";
import { inGroup } from "../stage/store-case.js";

/** When an instance dies, another takes over its calls. */
export const recovery = inGroup("recovery", [
  {
    name: "a claim of a dead holder's call reports the takeover, and returns everything of the call",
    async run(context) {
      const { store, other, newKey, longMs, shortMs } = context;
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: { step: "pin" }, timers: { tick: 0 } }, shortMs);
      await other.accept(key, [entry("a")], longMs);
      const held = await context.eventually("the call is taken over", () => other.claim(longMs, key));
      deepEqual([held.takenOver, held.record, idsOf(held), held.due], [true, { step: "pin" }, ["a"], ["tick"]]);
    },
  },
  {
    name: "a claim of a new or released call is not a takeover",
    async run({ store, other, newKey, longMs }) {
      const key = newKey();
      const held = await claimed(store, longMs, key);
      equal(held.takenOver, false);
      await committed(store, held.lease, { record: 1, release: true }, longMs);
      equal((await claimed(other, longMs, key)).takenOver, false);
    },
  },
  {
    name: "a sweep finds entries of calls that are not held",
    async run({ store, other, newKey, longMs, eventually }) {
      const key = newKey();
      await store.accept(key, [entry("a")], longMs);
      const held = await eventually("the entry is found", () => other.claim(longMs));
      deepEqual([held.lease.key, idsOf(held), held.takenOver], [key, ["a"], false]);
    },
  },
  {
    name: "a sweep finds the due timer of a call that is not held",
    async run({ store, other, newKey, longMs, shortMs, eventually }) {
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1, timers: { tick: shortMs * 5 }, release: true }, longMs);
      equal(await other.claim(longMs), undefined);
      const held = await eventually("the timer is found", () => other.claim(longMs));
      deepEqual([held.lease.key, held.due, held.takenOver], [key, ["tick"], false]);
    },
  },
  {
    name: "a sweep finds expired leases",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1 }, context.shortMs);
      const held = await context.eventually("the lease is found", () => other.claim(longMs));
      deepEqual([held.lease.key, held.record, held.takenOver], [key, 1, true]);
    },
  },
  {
    name: "a sweep leaves held calls, calls with a later timer, and idle calls alone",
    async run({ store, other, newKey, longMs }) {
      const [busy, later, idle] = [newKey(), newKey(), newKey()];
      await claimed(store, longMs, busy);
      await store.accept(busy, [entry("a")], longMs);
      const two = await claimed(store, longMs, later);
      await committed(store, two.lease, { record: 1, timers: { tick: longMs }, release: true }, longMs);
      const three = await claimed(store, longMs, idle);
      await committed(store, three.lease, { record: 1, release: true }, longMs);
      equal(await other.claim(longMs), undefined);
    },
  },
  {
    name: "sweeps of several instances find every call exactly once",
    async run({ store, other, newKey, longMs }) {
      const keys = Array.from({ length: 60 }, newKey);
      await Promise.all(keys.map((key) => store.accept(key, [entry("a")], longMs)));
      const found = (await Promise.all([store, other, store, other].map((each) => sweep(each, longMs)))).flat();
      deepEqual(found.map(({ lease }) => lease.key).sort(), keys.sort());
    },
  },
  {
    name: "a call that was released unfinished is found again",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      await store.accept(key, [entry("a")], longMs);
      await abandoned(context, key);
      const held = await context.eventually("the call is found", () => other.claim(longMs));
      await committed(other, held.lease, { release: true }, longMs);
      deepEqual(idsOf(await context.eventually("it is found again", () => store.claim(longMs))), ["a"]);
    },
  },
]);
