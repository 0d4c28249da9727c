import { CallingError, type Change, type Entry, type Held, type Lease, type Store } from "@trunkline/core";
import { z } from "zod";

/** What these worlds look at in a record and in a signal; the rest of either is core's own affair. */
const recordShape = z.object({ state: z.string(), wasConnected: z.boolean() });
const signalShape = z.object({
  kind: z.string(),
  tone: z.string().optional(),
  sequence: z.number().optional(),
});

/** An entry that the store has taken: what was acknowledged to the cloud. */
export interface AcceptedEntry {
  readonly id: string;
  readonly at: number;
  readonly signal: z.infer<typeof signalShape>;
}

/** What became of one call in the store. */
export interface CallLedger {
  readonly accepted: AcceptedEntry[];
  /** Ids as they were applied, in order: one that is there twice took effect twice. */
  readonly applied: string[];
  /** The states of the records that were written, in order. */
  readonly states: string[];
  /** When the call was over, on record. */
  endedAt?: number;
  /** Writes that came through under a lease that was not the last one given out. */
  stale: number;
  lastFence: number;
}

/** A store that keeps a book of what goes in and out of it. */
export interface Ledger {
  readonly store: Store;
  readonly calls: ReadonlyMap<string, CallLedger>;
}

/** @param store the store itself: failures that are made up stand in front of the book, so that it tells what is true. */
export function keepLedger(store: Store, now: () => number): Ledger {
  const calls = new Map<string, CallLedger>();
  const bookOf = (key: string): CallLedger => {
    const there = calls.get(key);
    if (there) return there;
    const book: CallLedger = { accepted: [], applied: [], states: [], stale: 0, lastFence: 0 };
    calls.set(key, book);
    return book;
  };
  const noteAccepted = (key: string, entries: readonly Entry[]) => {
    const { accepted } = bookOf(key);
    for (const { id, body } of entries)
      if (!accepted.some((known) => known.id === id)) accepted.push({ id, at: now(), signal: signalShape.parse(body) });
  };
  const noteCommit = (lease: Lease, change: Change) => {
    const book = bookOf(lease.key);
    if (lease.fence < book.lastFence) book.stale++;
    book.applied.push(...(change.applied ?? []));
    if (change.record === undefined) return;
    const { state } = recordShape.parse(change.record);
    book.states.push(state);
    if (state === "disconnected") book.endedAt ??= now();
  };
  const noteClaim = (held: Held | undefined) => {
    if (held) bookOf(held.lease.key).lastFence = held.lease.fence;
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

/** How a store fails at the moment. */
export type Failing = "before" | "after" | undefined;

/** A store as one instance sees it, which can be made to fail. Hints are lost with it. */
export interface FailingStore {
  readonly store: Store;
  failing: Failing;
  /** How often it has failed. */
  readonly failures: number;
}

/** `before`: nothing was done. `after`: it was, and the answer is lost. */
export function failingStore(inner: Store): FailingStore {
  const state: { failing: Failing; failures: number } = { failing: undefined, failures: 0 };
  const fail = (): never => {
    state.failures++;
    throw new CallingError("store-unavailable", "the store does not answer (made up by this test)");
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
