import { type ManualClock, manualClock, memoryStore, type Store } from "@trunkline/core";
import type { StoreGroup } from "../stage/store-case.js";
import type { StoreUnderTest } from "../stage/store-under-test.js";

/** A store that keeps all promises but one. */
export interface BrokenStore {
  /** The group that must detect the fault. */
  readonly group: StoreGroup;
  /** What it does wrong. */
  readonly name: string;
  /** The faulty methods, on top of a sound store. */
  break(sound: Store, clock: ManualClock): Partial<Store>;
}

/** Makes the store under test. `damage` is its fault; without it, the store is sound. */
export function soundOrBroken(damage: BrokenStore["break"] = () => ({})): () => Promise<StoreUnderTest> {
  return async () => {
    const clock = manualClock();
    const memory = memoryStore({ clock });
    const store = { ...memory, ...damage(memory, clock) };
    return { store, other: store, advance: clock.advance, dispose: () => memory.close() };
  };
}
