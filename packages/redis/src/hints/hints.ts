import type { CallKey, Clock, Hint, Lease } from "@trunkline/core";

type Watcher = (key: CallKey, hint: Hint) => void;

/** The watchers of this store, and what they are told of calls. */
export class Hints {
  readonly #clock: Clock;
  readonly #watchers = new Set<Watcher>();
  /** The leases that this store gave out, each with the way to cancel the alarm for its next timer. */
  readonly #own = new Map<CallKey, { readonly fence: number; readonly cancel: () => void }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get wanted(): boolean {
    return this.#watchers.size > 0;
  }

  add(watcher: Watcher): () => void {
    // A function of its own, so that one watcher that was added twice is two.
    const own: Watcher = (key, hint) => watcher(key, hint);
    this.#watchers.add(own);
    return () => void this.#watchers.delete(own);
  }

  tell(key: CallKey, hint: Hint = "work"): void {
    for (const watcher of this.#watchers) watcher(key, hint);
  }

  /**
   * A hint from another instance: `<fence> <key>`, or `record <key>`. One that is for the holder of a lease is not for those who have
   * another, or none.
   */
  hear(message: string): void {
    const space = message.indexOf(" ");
    const [fence, key] = [message.slice(0, space), message.slice(space + 1)];
    if (fence === "record") return this.tell(key, "record");
    if (fence === "" || `${this.#own.get(key)?.fence}` === fence) this.tell(key);
  }

  /** A lease was given out or renewed by a commit; its call's next timer is due in so many ms. */
  holds({ key, fence }: Lease, nextDueMs: number | undefined): void {
    this.#own.get(key)?.cancel();
    const cancel = nextDueMs === undefined ? () => {} : this.#clock.setTimer(nextDueMs, () => this.tell(key));
    this.#own.set(key, { fence, cancel });
  }

  /** A lease is over. */
  lets({ key, fence }: Lease): void {
    const own = this.#own.get(key);
    if (own?.fence !== fence) return;
    own.cancel();
    this.#own.delete(key);
  }

  /** Hints may have been lost: whoever holds a call looks at it. */
  tellHolders(): void {
    for (const key of [...this.#own.keys()]) this.tell(key);
  }

  close(): void {
    for (const { cancel } of this.#own.values()) cancel();
    this.#own.clear();
    this.#watchers.clear();
  }
}
