import { CallingError } from "../errors/calling-error.js";
import type { Store } from "../store/store.js";

/** A store that fails as often as a test says, method by method. */
export class FlakyStore implements Store {
  readonly #store: Store;
  readonly #failures = new Map<keyof Store, number>();
  readonly #lostAnswers = new Map<keyof Store, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Lets the next calls of a method fail. */
  fail(method: keyof Store, times = 1): void {
    this.#failures.set(method, times);
  }

  /** Lets the next calls of a method do their work, and then fail: their answers are lost. */
  loseAnswer(method: keyof Store, times = 1): void {
    this.#lostAnswers.set(method, times);
  }

  accept: Store["accept"] = (...given) => this.#try("accept", () => this.#store.accept(...given));
  claim: Store["claim"] = (...given) => this.#try("claim", () => this.#store.claim(...given));
  commit: Store["commit"] = (...given) => this.#try("commit", () => this.#store.commit(...given));
  renew: Store["renew"] = (...given) => this.#try("renew", () => this.#store.renew(...given));
  read: Store["read"] = (...given) => this.#try("read", () => this.#store.read(...given));
  watch: Store["watch"] = (...given) => this.#try("watch", () => this.#store.watch(...given));
  bind: Store["bind"] = (...given) => this.#try("bind", () => this.#store.bind(...given));
  resolve: Store["resolve"] = (...given) => this.#try("resolve", () => this.#store.resolve(...given));
  list: Store["list"] = (...given) => this.#try("list", () => this.#store.list(...given));
  close: Store["close"] = () => this.#store.close();

  async #try<T>(method: keyof Store, work: () => Promise<T>): Promise<T> {
    const left = this.#failures.get(method) ?? 0;
    if (left > 0) {
      this.#failures.set(method, left - 1);
      throw new CallingError("store-unavailable", `${method} failed`);
    }
    const done = await work();
    const lost = this.#lostAnswers.get(method) ?? 0;
    if (lost === 0) return done;
    this.#lostAnswers.set(method, lost - 1);
    throw new CallingError("store-unavailable", `the answer to ${method} was lost`);
  }
}
