import type { CallKey, Store } from "@trunkline/core";

/** The promises of a store, in groups. */
export type StoreGroup =
  | "de-duplication"
  | "leases and fencing"
  | "records and commits"
  | "completions across instances"
  | "recovery"
  | "timers"
  | "aliases"
  | "retention"
  | "listing"
  | "loss of the engine";

/** What a case has to work with. */
export interface StoreContext {
  readonly store: Store;
  /** Another store on the same backend. */
  readonly other: Store;
  /** A duration that a case waits for. */
  readonly shortMs: number;
  /** A duration that no case outlasts. */
  readonly longMs: number;
  /** Within what time a method fails when the backend is gone. */
  readonly failsWithinMs: number;
  /** A key that nobody used. */
  newKey(): CallKey;
  /** Lets so many ms pass. */
  pass(ms: number): Promise<void>;
  /** Asks again and again until there is an answer. @throws Error when the time that the store may take is over. */
  eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T>;
  outage(): Promise<void>;
  restore(): Promise<void>;
  stall(): Promise<void>;
  lose(): Promise<void>;
  size(): Promise<number>;
}

/** One promise, and the way to see that it is kept. */
export interface StoreCase {
  readonly group: StoreGroup;
  /** The promise, as a statement. */
  readonly name: string;
  /** What the store under test has to bring along for it. */
  readonly needs?: "outage" | "size" | "lose" | "stall";
  /** Resolves when the promise is kept, rejects when it is not. */
  run(context: StoreContext): Promise<void>;
}

/** The cases of one group. */
export function inGroup(group: StoreGroup, cases: readonly Omit<StoreCase, "group">[]): readonly StoreCase[] {
  return cases.map((one) => ({ group, ...one }));
}
