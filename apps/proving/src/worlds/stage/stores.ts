import { CallingError, type Change, type Entry, type Held, type Lease, type Store } from "@trunkline/core";
import { z } from "zod";

/** The parts of a record and of a signal that the checks need; the rest belongs to core. */
const recordShape = z.object({ state: z.string(), wasConnected: z.boolean() });
const signalShape = z.object({
  kind: z.string(),
  id: z.string().optional(),
  tone: z.string().optional(),
  sequence: z.number().optional(),
  at: z.number().optional(),
});

/** An entry that the store accepted, and that was therefore acknowledged to the cloud. */
export interface AcceptedEntry {
  readonly id: string;
  readonly at: number;
  readonly signal: z.infer<typeof signalShape>;
}

/** The history of one call in the store. */
export interface CallLedger {
  readonly accepted: AcceptedEntry[];
  /** Ids in the order they were applied: a repeated one took effect twice. */
  readonly applied: string[];
  /** The states of the committed records, in order. */
  readonly states: string[];
  /** When the record first said that the call was over. */
  endedAt?: number;
  /** Commits that succeeded under a lease that was not the last one given out. */
  stale: number;
  lastFence: number;
}

/** A store with a ledger of its contents. */
export interface Ledger {
  readonly store: Store;
  readonly calls: ReadonlyMap<string, CallLedger>;
}

/** @param store the store itself: injected failures come in front of the ledger, so that it records what really happened. */
export function keepLedger(store: Store, now: () => number): Ledger {
  const calls = new Map<string, CallLedger>();
  const ledgerOf = (key: string): CallLedger => {
    const there = calls.get(key);
    if (there) return there;
    const ledger: CallLedger = { accepted: [], applied: [], states: [], stale: 0, lastFence: 0 };
    calls.set(key, ledger);
    return ledger;
  };
  const noteAccepted = (key: string, entries: readonly Entry[]) => {
    const { accepted } = ledgerOf(key);
    for (const { id, body } of entries)
      if (!accepted.some((known) => known.id === id)) accepted.push({ id, at: now(), signal: signalShape.parse(body) });
  };
  const noteCommit = (lease: Lease, change: Change) => {
    const ledger = ledgerOf(lease.key);
    if (lease.fence < ledger.lastFence) ledger.stale++;
    ledger.applied.push(...(change.applied ?? []));
    if (change.record === undefined) return;
    const { state } = recordShape.parse(change.record);
    ledger.states.push(state);
    if (state === "disconnected") ledger.endedAt ??= now();
  };
  const noteClaim = (held: Held | undefined) => {
    if (held) ledgerOf(held.lease.key).lastFence = held.lease.fence;
    return held;
  };
  return {
    calls,
    store: {
      ...store,
      async accept(key, entries, rememberMs) {
        const added = await store.accept(key, entries, rememberMs);
        noteAccepted(key, entries);
        return added;
      },
      claim: async (leaseMs, key) => noteClaim(await store.claim(leaseMs, key)),
      async commit(lease, change, leaseMs) {
        const held = await store.commit(lease, change, leaseMs);
        if (held) noteCommit(lease, change);
        return held;
      },
    },
  };
}

/** How a store is failing at the moment. */
export type Failing = "before" | "after" | undefined;

/** A store as one instance sees it, which can be made to fail. Its hints are then lost as well. */
export interface FailingStore {
  readonly store: Store;
  failing: Failing;
  /** How many times it has failed. */
  readonly failures: number;
}

/** `before`: nothing was done. `after`: it was done, and the answer is lost. */
export function failingStore(inner: Store): FailingStore {
  const state: { failing: Failing; failures: number } = { failing: undefined, failures: 0 };
  const fail = (): never => {
    state.failures++;
    throw new CallingError("store-unavailable", "the store does not answer (injected by this test)");
  };
  const through = <Args extends readonly unknown[], Result>(method: (...args: Args) => Promise<Result>) => {
    return async (...args: Args): Promise<Result> => {
      if (state.failing === "before") return fail();
      const failing = state.failing;
      const result = await method(...args);
      return failing === "after" ? fail() : result;
    };
  };
  const store: Store = {
    inProcess: true,
    accept: through(inner.accept),
    claim: through(inner.claim),
    commit: through(inner.commit),
    renew: through(inner.renew),
    read: through(inner.read),
    bind: through(inner.bind),
    resolve: through(inner.resolve),
    list: through(inner.list),
    watch: (changed) =>
      inner.watch((...hint) => {
        if (state.failing === undefined) changed(...hint);
      }),
    close: inner.close,
  };
  return {
    store,
    get failing() {
      return state.failing;
    },
    set failing(failing) {
      state.failing = failing;
    },
    get failures() {
      return state.failures;
    },
  };
}
