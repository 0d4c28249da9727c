/** Listeners by what they listen to. */
export class Listeners<K, L> {
  readonly #byKey = new Map<K, Set<L>>();

  /** Adds a listener. Returns a function that removes it. */
  on(key: K, listener: L): () => void {
    const listeners = this.#byKey.get(key) ?? new Set();
    this.#byKey.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#byKey.get(key) === listeners) this.#byKey.delete(key);
    };
  }

  has(key: K): boolean {
    return this.#byKey.has(key);
  }

  /** In the order in which they were added. */
  of(key: K): readonly L[] {
    return [...(this.#byKey.get(key) ?? [])];
  }
}
