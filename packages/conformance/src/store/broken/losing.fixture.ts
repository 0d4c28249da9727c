import { type Lease, manualClock, memoryStore, type Store } from "@trunkline/core";
import type { StoreUnderTest } from "../store-under-test.js";

/** By how much fences rise when everything is lost. */
const leap = 1_000_000;

/** A store on memory that can lose everything it keeps, and is sound otherwise. `spoil` breaks one method of it. */
export function losing(spoil: (sound: Store) => Partial<Store> = () => ({})): () => Promise<StoreUnderTest> {
  return async () => {
    const clock = manualClock();
    let kept = memoryStore({ clock });
    let base = 0;
    const inner = (lease: Lease): Lease => ({ ...lease, fence: lease.fence - base });
    const sound: Store = {
      accept: (...given) => kept.accept(...given),
      async claim(leaseMs, key) {
        const held = await kept.claim(leaseMs, key);
        return held && { ...held, lease: { ...held.lease, fence: held.lease.fence + base } };
      },
      commit: (lease, change, leaseMs) => kept.commit(inner(lease), change, leaseMs),
      async renew(leases, leaseMs) {
        const standing = await kept.renew(leases.map(inner), leaseMs);
        return leases.filter(({ key }) => standing.some((lease) => lease.key === key));
      },
      read: (key) => kept.read(key),
      watch: (changed) => kept.watch(changed),
      bind: (...given) => kept.bind(...given),
      resolve: (alias) => kept.resolve(alias),
      list: (cursor) => kept.list(cursor),
      close: () => kept.close(),
    };
    const store = { ...sound, ...spoil(sound) };
    const lose = async () => {
      kept = memoryStore({ clock });
      base += leap;
    };
    return { store, advance: clock.advance, lose, dispose: () => store.close() };
  };
}
