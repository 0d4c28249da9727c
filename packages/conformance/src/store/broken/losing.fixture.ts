import {
  CallingError,
  type CallKey,
  type Held,
  type Lease,
  manualClock,
  memoryStore,
  type Store,
} from "@trunkline/core";
import type { StoreUnderTest } from "../stage/store-under-test.js";

/** By how much fences rise when all records are lost. */
const leap = 1_000_000;

/** A store in memory that can lose all its records, and is otherwise sound. `spoil` breaks some methods. */
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

/**
 * A store in memory whose backend can answer too late. `known` is how it treats claims in doubt. `"kept"`: the store that made them gets
 * them when it asks again, which is sound. `"named"`: only by key. `"forgotten"`: never. `"given twice"`: again and again.
 */
export function stalling(known: "kept" | "named" | "forgotten" | "given twice"): () => Promise<StoreUnderTest> {
  return async () => {
    const clock = manualClock();
    const kept = memoryStore({ clock });
    const inDoubt = new Map<CallKey, Held>();
    let stalled = false;
    const claim: Store["claim"] = async (leaseMs, key) => {
      const uncertain = inDoubt.get(key ?? (known === "named" ? "" : ([...inDoubt.keys()][0] ?? "")));
      if (!stalled && uncertain) {
        if (known !== "given twice") inDoubt.delete(uncertain.lease.key);
        return uncertain;
      }
      const held = await kept.claim(leaseMs, key);
      if (!stalled) return held;
      if (held && known !== "forgotten") inDoubt.set(held.lease.key, held);
      throw new CallingError("store-unavailable", "the answer came too late");
    };
    const stall = async (value: boolean) => {
      stalled = value;
    };
    return {
      store: { ...kept, claim },
      other: kept,
      advance: clock.advance,
      stall: () => stall(true),
      restore: () => stall(false),
      dispose: () => kept.close(),
    };
  };
}
