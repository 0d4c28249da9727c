import { deepEqual, equal, ok } from "node:assert/strict";
import { abandoned, claimed, committed } from "../stage/ask.js";
import { inGroup } from "../stage/store-case.js";

/** A call has one holder at a time. */
export const leases = inGroup("leases and fencing", [
  {
    name: "a call that is held cannot be claimed",
    async run({ store, other, newKey, longMs }) {
      const key = newKey();
      await claimed(store, longMs, key);
      equal(await other.claim(longMs, key), undefined);
      equal(await store.claim(longMs, key), undefined);
    },
  },
  {
    name: "of many simultaneous claims of a call, one succeeds",
    async run({ store, other, newKey, longMs }) {
      const key = newKey();
      const instances = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? store : other));
      const got = await Promise.all(instances.map((instance) => instance.claim(longMs, key)));
      equal(got.filter((held) => held !== undefined).length, 1);
    },
  },
  {
    name: "every claim has a higher fence",
    async run({ store, other, newKey, longMs }) {
      const key = newKey();
      let last = Number.NEGATIVE_INFINITY;
      for (const instance of [store, other, store]) {
        const { lease } = await claimed(instance, longMs, key);
        ok(Number.isSafeInteger(lease.fence), `${lease.fence} is not a safe integer`);
        ok(lease.fence > last, `${lease.fence} is not above ${last}`);
        last = lease.fence;
        await committed(instance, lease, { record: 1, release: true }, longMs);
      }
    },
  },
  {
    name: "a superseded holder can neither commit nor renew",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      const { lease } = await abandoned(context, key);
      const taken = await claimed(other, longMs, key);
      equal(await store.commit(lease, { record: "from the superseded holder" }, longMs), undefined);
      deepEqual(await store.renew([lease], longMs), []);
      equal(await store.read(key), undefined);
      await committed(other, taken.lease, { record: 1 }, longMs);
      equal(await store.read(key), 1);
    },
  },
  {
    name: "a released call can be claimed at once, and its old lease is invalid",
    async run({ store, other, newKey, longMs }) {
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1, release: true }, longMs);
      equal(await store.commit(lease, { record: 2 }, longMs), undefined);
      deepEqual(await store.renew([lease], longMs), []);
      equal((await claimed(other, longMs, key)).record, 1);
    },
  },
  {
    name: "a lease that is not renewed runs out",
    async run({ store, other, newKey, longMs, shortMs, eventually }) {
      const key = newKey();
      await claimed(store, shortMs, key);
      await eventually("the lease runs out", () => other.claim(longMs, key));
    },
  },
  {
    name: "a renewed lease stays valid, and renew returns the valid leases",
    async run({ store, other, newKey, longMs, shortMs, pass }) {
      const [renewed, released] = [newKey(), newKey()];
      const one = await claimed(store, shortMs * 5, renewed);
      const two = await claimed(store, longMs, released);
      await committed(store, two.lease, { record: 1, release: true }, longMs);
      deepEqual(await store.renew([two.lease, one.lease], longMs), [one.lease]);
      await pass(shortMs * 6);
      equal(await other.claim(longMs, renewed), undefined);
    },
  },
  {
    name: "a commit renews the lease",
    async run({ store, other, newKey, longMs, shortMs, pass }) {
      const key = newKey();
      const { lease } = await claimed(store, shortMs * 5, key);
      await committed(store, lease, {}, longMs);
      await pass(shortMs * 6);
      equal(await other.claim(longMs, key), undefined);
    },
  },
  {
    name: "an expired lease is good for a commit until another instance claims the call",
    async run(context) {
      const { store, other, newKey, longMs } = context;
      const key = newKey();
      const { lease } = await abandoned(context, key);
      await committed(store, lease, { record: 1 }, longMs);
      equal(await other.claim(longMs, key), undefined);
    },
  },
  {
    name: "a fence from before a call was forgotten is invalid afterwards",
    async run({ store, other, newKey, longMs, shortMs, eventually }) {
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1, forgetInMs: shortMs }, longMs);
      await eventually("the call is forgotten", async () => ((await store.read(key)) === undefined ? true : undefined));
      await eventually("the call can be taken", () => other.claim(longMs, key));
      equal(await store.commit(lease, { record: 2 }, longMs), undefined);
      deepEqual(await store.renew([lease], longMs), []);
    },
  },
]);
