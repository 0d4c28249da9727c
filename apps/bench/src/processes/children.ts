import { Child } from "./child.js";

/** Several processes that end together. */
export class Children implements AsyncDisposable {
  readonly #all: AsyncDisposable[] = [];

  start(...given: ConstructorParameters<typeof Child>): Child {
    return this.keep(new Child(...given));
  }

  /** Has something else end with them, after them. */
  keep<T extends AsyncDisposable>(other: T): T {
    this.#all.push(other);
    return other;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of this.#all.splice(0).toReversed()) await one[Symbol.asyncDispose]();
  }
}
