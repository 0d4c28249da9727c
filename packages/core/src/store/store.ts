import type { Json } from "../base/json.js";

/** The key of a call: ours, minted before any request. */
export type CallKey = string;

/** The right to write to a call. It is worth something only while no higher fence was given out. */
export interface Lease {
  readonly key: CallKey;
  /** Rises with every claim of the call, also when the call was forgotten in between. A commit with an older one is refused. */
  readonly fence: number;
}

/** One thing that happened to a call and that its holder has to deal with. */
export interface Entry {
  /** The same for every delivery of the same fact; unique within its call. */
  readonly id: string;
  readonly body: Json;
}

/** What waits for the holder of a call. */
export interface Waiting {
  /** Entries that no commit has applied, in order of arrival. */
  readonly inbox: readonly Entry[];
  /** Names of timers that are due. Each is shown again until a commit sets or clears it. */
  readonly due: readonly string[];
}

/** What a holder sees of a call that it takes. */
export interface Held extends Waiting {
  readonly lease: Lease;
  /** The call's record as last committed; `undefined` if nothing has been committed yet. */
  readonly record: Json | undefined;
  /** The last holder never released the call. */
  readonly takenOver: boolean;
  /** For how long the first entry of the inbox has waited, by the store's clock, ms. Matters for a call that was never held. */
  readonly waitedMs?: number | undefined;
}

/** What a holder writes, all of it or nothing. */
export interface Change {
  /** The new record. Absent: as it was. */
  readonly record?: Json | undefined;
  /** Ids of entries whose effect is in the record. */
  readonly applied?: readonly string[];
  /** Timers by name: due in so many ms, or `null` to clear. */
  readonly timers?: Readonly<Record<string, number | null>> | undefined;
  /** Hints at the new record, for instances that wait for it without holding the call. */
  readonly announce?: boolean;
  /** Gives the lease back. */
  readonly release?: boolean;
  /** Forgets the call, with all that was seen of it, in so many ms. */
  readonly forgetInMs?: number | undefined;
}

/**
 * What is new about a call. `work`: new entries, a due timer, or a release that leaves either; sent to the holder, or to all instances
 * if the call is not held. `record`: a commit that announces itself; sent to all instances.
 */
export type Hint = "work" | "record";

/**
 * Where calls are kept. Every method is atomic for its call; durations go in, never instants, so that the store's
 * clock alone counts. A method either succeeds or throws `CallingError` `store-unavailable` within a bounded time; what threw
 * may have been done all the same.
 */
export interface Store {
  /**
   * What is given to it never leaves the memory of this process. Of any other store `createCalling` demands a `secret`, and seals
   * everything with it before the store has it.
   */
  readonly inProcess?: true;
  /**
   * Whether another instance has the store open now. Only a store in the process knows; absent: there may be others. An instance that
   * closes hands its calls over where there may be others, and hangs them up where there are none.
   */
  hasOthers?(): boolean;
  /**
   * Appends those entries of a call that it has not seen. A call that is not there yet comes into being.
   * @param rememberMs how long to remember them where no record of the call says otherwise.
   * @param lease the sender's own, where it has the call and applies the entries without a look at the store: while that lease
   *   stands no hint is needed, and a store may give none.
   * @returns how many were new.
   */
  accept(key: CallKey, entries: readonly Entry[], rememberMs: number, lease?: Lease): Promise<number>;
  /**
   * Takes a call: the named one (which comes into being if it is not there), or any that needs attention: entries of a call
   * that is not held, a due timer, an expired lease.
   * A claim that threw may have taken the call all the same: the next one through the same store that names the call, or names none, gets it.
   * @returns `undefined` when another instance holds it, or nothing needs a look.
   */
  claim(leaseMs: number, key?: CallKey): Promise<Held | undefined>;
  /**
   * Writes under the lease and renews it. The record is not given back: its holder has it.
   * @returns what waits now (after a release: what is left), or `undefined` when the lease was lost; then nothing was written.
   */
  commit(lease: Lease, change: Change, leaseMs: number): Promise<Waiting | undefined>;
  /**
   * Renews leases, and hints once more at every call among them that has entries or timers waiting: so a hint that was lost
   * costs its holder time, and nothing else.
   * @returns those that still stand: neither those that another instance has, nor those of calls whose record was written and is
   * lost: their holder writes it again.
   */
  renew(leases: readonly Lease[], leaseMs: number): Promise<readonly Lease[]>;
  /** The record of a call, without holding it. */
  read(key: CallKey): Promise<Json | undefined>;
  /** Calls back when there is something new about a call. A hint: it may come late, twice or never. */
  watch(changed: (key: CallKey, hint: Hint) => void): Promise<() => Promise<void>>;
  /** Binds another name to a call, the first one wins. @returns the key that the name is bound to. */
  bind(alias: string, key: CallKey, forMs: number): Promise<CallKey>;
  /** The call that a name is bound to. */
  resolve(alias: string): Promise<CallKey | undefined>;
  /** Calls that are not forgotten, a page at a time. */
  list(cursor?: string): Promise<{ readonly keys: readonly CallKey[]; readonly cursor?: string }>;
  /**
   * Looks at how the backend is set up, once at start. @returns what could lose calls, a sentence each with what to do about it. May fail:
   * then nothing is known.
   */
  check?(): Promise<readonly string[]>;
  close(): Promise<void>;
}
