import type { CallKey } from "./store.js";

/** Those on this instance who wait for the records of calls that it does not hold. One watch of the store serves them all. */
export class Followers {
  readonly #byCall = new Map<CallKey, Set<() => void>>();

  /** Calls back when the record of a call has news. Returns the way to stop. */
  on(key: CallKey, look: () => void): () => void {
    const followers = this.#byCall.get(key) ?? new Set();
    this.#byCall.set(key, followers.add(look));
    return () => {
      followers.delete(look);
      if (followers.size === 0 && this.#byCall.get(key) === followers) this.#byCall.delete(key);
    };
  }

  tell(key: CallKey): void {
    for (const look of this.#byCall.get(key) ?? []) look();
  }
}
