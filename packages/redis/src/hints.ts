import type { CallKey, Clock, Hint, Lease, Store } from "@trunkline/core";
import type { Engine } from "./engine.js";

type Watcher = (key: CallKey, hint: Hint) => void;

/** The watchers of a store, and the calls that it holds. A hint says that a call has something new. */
export class Hints {
  readonly #clock: Clock;
  readonly #watchers = new Set<Watcher>();
  /** The leases of this store, each with a function that cancels the alarm for the next timer. */
  readonly #own = new Map<CallKey, { readonly fence: number; readonly cancel: () => void }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get wanted(): boolean {
    return this.#watchers.size > 0;
  }

  add(watcher: Watcher): () => void {
    // A new function, so that a watcher that is added twice is called twice.
    const own: Watcher = (key, hint) => watcher(key, hint);
    this.#watchers.add(own);
    return () => void this.#watchers.delete(own);
  }

  tell(key: CallKey, hint: Hint = "work"): void {
    for (const watcher of this.#watchers) watcher(key, hint);
  }

  /** A hint from another instance: `record <key>` or `<fence> <key>`. With a fence, it is only for the holder of that lease. */
  hear(message: string): void {
    const space = message.indexOf(" ");
    const [fence, key] = [message.slice(0, space), message.slice(space + 1)];
    if (fence === "record") return this.tell(key, "record");
    if (fence === "" || `${this.#own.get(key)?.fence}` === fence) this.tell(key);
  }

  /** A lease was given out, or extended by a commit; the next timer of its call is due in `nextDueMs`. */
  holds({ key, fence }: Lease, nextDueMs: number | undefined): void {
    this.#own.get(key)?.cancel();
    const cancel = nextDueMs === undefined ? () => {} : this.#clock.setTimer(nextDueMs, () => this.tell(key));
    this.#own.set(key, { fence, cancel });
  }

  /** A lease has ended. */
  lets({ key, fence }: Lease): void {
    const own = this.#own.get(key);
    if (own?.fence !== fence) return;
    own.cancel();
    this.#own.delete(key);
  }

  /** Hints may have been lost: all calls that this store holds need a look. */
  tellHolders(): void {
    for (const key of [...this.#own.keys()]) this.tell(key);
  }

  close(): void {
    for (const { cancel } of this.#own.values()) cancel();
    this.#own.clear();
    this.#watchers.clear();
  }
}

/**
 * All watchers of a store share one subscription. Watching waits for it, but no longer than a method may take: an instance can start
 * without Redis, and gets hints when Redis is there.
 */
export function watch(engine: Engine, hints: Hints, clock: Clock, timeoutMs: number): Store["watch"] {
  let subscribed: Promise<void> | undefined;
  return async (changed) => {
    const stop = hints.add(changed);
    const { shards, hintsOf } = engine.layout;
    subscribed ??= engine.connection.subscribe(
      shards.map(hintsOf),
      (message) => hints.hear(message),
      () => hints.tellHolders(),
    );
    const late = new Promise<void>((resolve) => clock.setTimer(timeoutMs, resolve));
    await Promise.race([subscribed.catch(() => {}), late]);
    return async () => stop();
  };
}
