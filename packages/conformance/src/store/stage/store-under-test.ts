import type { Store } from "@trunkline/core";

/** A store for one case of the suite: fresh, and with nothing in it. */
export interface StoreUnderTest {
  readonly store: Store;
  /** A second store on the same backend, as another instance of a bot has it. Absent: `store` is what instances share. */
  readonly other?: Store;
  /** Lets so many ms pass on the store's clock. Default: they are waited for. */
  advance?(ms: number): Promise<void>;
  /** Takes the backend away, until `restore`. Without it the group "loss of the engine" is left out. */
  outage?(): Promise<void>;
  /** Brings the backend back, with what was in it. Is called after every case, so it does nothing to a backend that is there. */
  restore?(): Promise<void>;
  /**
   * Has the backend answer too late, until `restore`: what it is asked from now on fails, and is carried out all the same. Without it, and
   * `restore`, the case of claims in doubt is left out.
   */
  stall?(): Promise<void>;
  /** Loses everything that the backend keeps, as when it is emptied or restarted without persistence. Without it the case of that is left out. */
  lose?(): Promise<void>;
  /** How many things of whatever kind the backend keeps. Without it, what is forgotten is looked for through the store alone. */
  size?(): Promise<number>;
  /** Ends what was begun for this case. */
  dispose(): Promise<void>;
}

/** What suits the store's clock and the machine. */
export interface StoreSuiteOptions {
  /** A lease, timer or memory that a case waits for, ms. Default 200: long enough for a store on a network. */
  readonly shortMs?: number;
  /** By how much the store may be late with anything, ms. Default 5000, for a busy machine; nothing waits that long unless it fails. */
  readonly toleranceMs?: number;
  /** Within what time a method fails when the backend is gone, ms. Default 5000. */
  readonly failsWithinMs?: number;
}
