import type { Store } from "@trunkline/core";

/** A fresh, empty store for one case of the suite. */
export interface StoreUnderTest {
  readonly store: Store;
  /** A second store on the same backend, as another instance of a bot would use. Default: `store` itself. */
  readonly other?: Store;
  /** Advances the store's clock by this many ms. Default: the suite waits in real time. */
  advance?(ms: number): Promise<void>;
  /** Takes the backend away, until `restore`. Without it the group "loss of the engine" is left out. */
  outage?(): Promise<void>;
  /** Brings the backend back, with its contents. Called after every case, so it must do nothing if the backend is there. */
  restore?(): Promise<void>;
  /**
   * Makes the backend answer too late, until `restore`: calls to it fail from now on, but are carried out nevertheless. Without it and
   * `restore`, the case of claims in doubt is left out.
   */
  stall?(): Promise<void>;
  /** Deletes everything in the backend, as a restart without persistence would. Without it the case of lost records is left out. */
  lose?(): Promise<void>;
  /** How many items of any kind the backend holds. Without it, retention is checked only through the store. */
  size?(): Promise<number>;
  /** Cleans up after the case. */
  dispose(): Promise<void>;
}

/** Tunes the suite to the store and the machine. */
export interface StoreSuiteOptions {
  /** The length of the leases, timers and retention times that cases wait out, ms. Default 200: long enough for a store on a network. */
  readonly shortMs?: number;
  /** How late the store may be, ms. Default 5000, for a busy machine; only a failing case waits that long. */
  readonly toleranceMs?: number;
  /** How soon a method must fail when the backend is gone, ms. Default 5000. */
  readonly failsWithinMs?: number;
}
