import { deepEqual, equal, ok } from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { CallingError, type Lease, type Store } from "@trunkline/core";
import { claimed, committed, entry, idsOf } from "../stage/ask.js";
import { inGroup, type StoreContext } from "../stage/store-case.js";

/** Without its backend a store fails soon; when the backend is back, the store recovers. */
export const loss = inGroup("loss of the engine", [
  {
    name: "while the backend is gone every method fails with store-unavailable, within bounds",
    needs: "outage",
    async run(context) {
      const { store, newKey, longMs } = context;
      const { lease } = await claimed(store, longMs, newKey());
      await context.outage();
      await Promise.all(methods(store, lease, longMs).map(([name, ask]) => fails(context, name, ask)));
    },
  },
  {
    name: "when the backend is back, the store recovers by itself, with everything that was there",
    needs: "outage",
    async run(context) {
      const { store, other, newKey, longMs, eventually } = context;
      const key = newKey();
      await store.accept(key, [entry("a")], longMs);
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1 }, longMs);
      await context.outage();
      await fails(context, "accept", () => store.accept(key, [entry("b")], longMs));
      await context.restore();
      await eventually("it accepts", () =>
        other.accept(key, [entry("b")], longMs).then(
          () => true,
          () => undefined,
        ),
      );
      const waiting = await eventually("it commits", () => store.commit(lease, {}, longMs).catch(() => undefined));
      deepEqual([await store.read(key), idsOf(waiting)], [1, ["a", "b"]]);
    },
  },
  {
    name: "after a loss the lease of a call is invalid, and the call can be claimed again and written again",
    needs: "lose",
    async run({ store, other, newKey, longMs, lose }) {
      const key = newKey();
      const { lease } = await claimed(store, longMs, key);
      await committed(store, lease, { record: 1 }, longMs);
      await lose();
      deepEqual(await store.renew([lease], longMs), []);
      equal(await store.commit(lease, {}, longMs), undefined);
      const held = await claimed(store, longMs, key);
      equal(held.record, undefined);
      ok(held.lease.fence > lease.fence, `${held.lease.fence} is not above ${lease.fence}`);
      equal(await other.claim(longMs, key), undefined);
      await committed(store, held.lease, { record: 1 }, longMs);
      equal(await other.read(key), 1);
    },
  },
  {
    name: "a claim that failed but was carried out is not lost: the store that made it gets the call on the next claim",
    needs: "stall",
    async run(context) {
      const { store, other, newKey, longMs, eventually } = context;
      const [named, swept] = [newKey(), newKey()];
      await Promise.all([named, swept].map((key) => store.accept(key, [entry("a")], longMs)));
      // A store may have to load something for its first claim.
      await claimed(store, longMs, newKey());
      await context.stall();
      await Promise.all([named, swept].map((key) => fails(context, "claim", () => store.claim(longMs, key))));
      await context.restore();
      const again = () => store.claim(longMs, named).catch(() => undefined);
      const held = await eventually("the call is claimed", again);
      deepEqual(idsOf(held), ["a"]);
      equal((await store.claim(longMs))?.lease.key, swept);
      deepEqual([await store.claim(longMs, named), await other.claim(longMs, swept)], [undefined, undefined]);
      await committed(store, held.lease, { record: 1, applied: ["a"] }, longMs);
    },
  },
  {
    name: "a watcher from before the outage gets hints again after it",
    needs: "outage",
    async run(context) {
      const { store, other, newKey, longMs, eventually } = context;
      const hinted = new Set<string>();
      await store.watch((key) => hinted.add(key));
      await context.outage();
      await context.restore();
      const key = newKey();
      await eventually("it accepts", () =>
        other.accept(key, [entry("a")], longMs).then(
          () => true,
          () => undefined,
        ),
      );
      await eventually("a hint", async () => hinted.has(key) || undefined);
    },
  },
]);

function methods(store: Store, lease: Lease, ms: number): readonly (readonly [string, () => Promise<unknown>])[] {
  return [
    ["accept", () => store.accept(lease.key, [entry("x")], ms)],
    ["claim of a key", () => store.claim(ms, "another")],
    ["claim", () => store.claim(ms)],
    ["commit", () => store.commit(lease, { record: 1 }, ms)],
    ["renew", () => store.renew([lease], ms)],
    ["read", () => store.read(lease.key)],
    ["bind", () => store.bind("name", lease.key, ms)],
    ["resolve", () => store.resolve("name")],
    ["list", () => store.list()],
  ];
}

async function fails(context: StoreContext, name: string, ask: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  const outcome = await Promise.race([
    ask().then(
      () => `${name} succeeded`,
      (error: unknown) => (CallingError.is(error) ? error.code : `${name} failed with ${String(error)}`),
    ),
    hung(context, name),
  ]);
  equal(outcome, "store-unavailable");
  ok(performance.now() - began < context.failsWithinMs, `${name} took too long`);
}

function hung({ failsWithinMs }: StoreContext, name: string): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve(`${name} hung`), failsWithinMs).unref());
}
