import type { Store } from "../store/store.js";
import { CallingError } from "../words/calling-error.js";

/** A store that fails as often as a test says, method by method. */
export class FlakyStore implements Store {
  readonly inProcess = true;
  readonly #store: Store;
  readonly #failures = new Map<keyof Store, number>();
  #lostCommits = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Lets the next calls of a method fail. */
  fail(method: keyof Store, times = 1): void {
    this.#failures.set(method, times);
  }

  /** Lets the next commits that apply something be done, and their answers be lost. */
  loseCommits(times: number): void {
    this.#lostCommits = times;
  }

  accept: Store["accept"] = (...given) => this.#try("accept", () => this.#store.accept(...given));
  claim: Store["claim"] = (...given) => this.#try("claim", () => this.#store.claim(...given));
  commit: Store["commit"] = async (lease, change, leaseMs) => {
    const held = await this.#try("commit", () => this.#store.commit(lease, change, leaseMs));
    if (this.#lostCommits === 0 || !change.applied?.length) return held;
    this.#lostCommits--;
    throw new CallingError("store-unavailable", "the answer to commit was lost");
  };
  renew: Store["renew"] = (...given) => this.#try("renew", () => this.#store.renew(...given));
  read: Store["read"] = (...given) => this.#try("read", () => this.#store.read(...given));
  watch: Store["watch"] = (...given) => this.#try("watch", () => this.#store.watch(...given));
  bind: Store["bind"] = (...given) => this.#try("bind", () => this.#store.bind(...given));
  resolve: Store["resolve"] = (...given) => this.#try("resolve", () => this.#store.resolve(...given));
  list: Store["list"] = (...given) => this.#try("list", () => this.#store.list(...given));
  close: Store["close"] = () => this.#store.close();

  async #try<T>(method: keyof Store, work: () => Promise<T>): Promise<T> {
    const left = this.#failures.get(method) ?? 0;
    if (left === 0) return work();
    this.#failures.set(method, left - 1);
    throw new CallingError("store-unavailable", `${method} failed`);
  }
}
