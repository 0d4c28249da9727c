import type { KeyObject } from "node:crypto";

/** As many as one sender uses at a time, with room to spare; a token has 1 to 2 kB. */
const most = 100;

/**
 * Tokens whose signature was found good, the last few, each with the key that it was checked with: a sender that uses one token for many
 * callbacks costs one check of its signature (25 µs). All else that a token says is checked each time, and a key that was fetched anew
 * is another key.
 */
export class SignedTokens {
  readonly #keys = new Map<string, KeyObject>();

  has(token: string, key: KeyObject): boolean {
    return this.#keys.get(token) === key;
  }

  add(token: string, key: KeyObject): void {
    this.#keys.set(token, key);
    if (this.#keys.size <= most) return;
    for (const oldest of this.#keys.keys()) {
      this.#keys.delete(oldest);
      return;
    }
  }
}
