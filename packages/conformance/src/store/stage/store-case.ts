import { setTimeout } from "node:timers/promises";
import type { CallKey, Store } from "@trunkline/core";
import type { StoreSuiteOptions, StoreUnderTest } from "./store-under-test.js";

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

/** The tools of a case. */
export interface StoreContext {
  readonly store: Store;
  /** Another store on the same backend. */
  readonly other: Store;
  /** A duration that a case waits out. */
  readonly shortMs: number;
  /** A duration that no case outlasts. */
  readonly longMs: number;
  /** How soon a method must fail when the backend is gone. */
  readonly failsWithinMs: number;
  /** An unused key. */
  newKey(): CallKey;
  /** Lets this many ms pass. */
  pass(ms: number): Promise<void>;
  /** Asks repeatedly until there is an answer. @throws Error when there is none within the store's tolerance. */
  eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T>;
  outage(): Promise<void>;
  restore(): Promise<void>;
  stall(): Promise<void>;
  lose(): Promise<void>;
  size(): Promise<number>;
}

/** One promise, and how to check it. */
export interface StoreCase {
  readonly group: StoreGroup;
  /** The promise, as a statement. */
  readonly name: string;
  /** The member that the store under test must supply. */
  readonly needs?: "outage" | "size" | "lose" | "stall";
  /** Resolves when the promise is kept, rejects when it is not. */
  run(context: StoreContext): Promise<void>;
}

/** The cases of one group. */
export function inGroup(group: StoreGroup, cases: readonly Omit<StoreCase, "group">[]): readonly StoreCase[] {
  return cases.map((one) => ({ group, ...one }));
}

/** No case takes this long. */
const longMs = 10 * 60_000;
/** The interval between two questions of `eventually`, ms. */
const stepMs = 20;

/** The tools of a case, made from what the author of the store supplies. */
export function storeContext(under: StoreUnderTest, options: StoreSuiteOptions = {}): StoreContext {
  const { shortMs = 200, toleranceMs = 5000, failsWithinMs = 5000 } = options;
  const pass = (ms: number): Promise<void> => (under.advance ? under.advance(ms) : setTimeout(ms));
  let keys = 0;
  return {
    store: under.store,
    other: under.other ?? under.store,
    shortMs,
    longMs,
    failsWithinMs,
    newKey: () => `call-${++keys}`,
    pass,
    async eventually(what, ask) {
      for (let waited = 0; ; waited += stepMs) {
        const answer = await ask();
        if (answer !== undefined) return answer;
        if (waited > shortMs + toleranceMs) throw new Error(`${what}: not within ${shortMs} + ${toleranceMs} ms`);
        await pass(stepMs);
      }
    },
    outage: () => required(under.outage, "outage")(),
    restore: () => required(under.restore, "restore")(),
    stall: () => required(under.stall, "stall")(),
    lose: () => required(under.lose, "lose")(),
    size: () => required(under.size, "size")(),
  };
}

function required<T>(method: T | undefined, name: string): T {
  if (method === undefined) throw new Error(`the store under test has no ${name}()`);
  return method;
}
