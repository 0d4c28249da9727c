/** Something that happens once, or is known never to happen. Its promise is made only when it is asked for. */
export class Milestone<T> {
  #outcome: Settlement<T> | undefined;
  #waiting: Deferred<T> | undefined;

  /** Its rejection counts as handled: those who await it get it, and it need not be awaited. */
  get promise(): Promise<T> {
    if (this.#waiting) return this.#waiting.promise;
    const made = deferred<T>();
    if (this.#outcome) settle(made, this.#outcome);
    else this.#waiting = made;
    return made.promise;
  }

  /** It has happened, or is known never to happen. */
  get settled(): boolean {
    return this.#outcome !== undefined;
  }

  /** It has happened. The first call of `resolve` or `reject` counts. */
  resolve(value: T): void {
    this.#end({ value });
  }

  /** It will not happen. The first call of `resolve` or `reject` counts. */
  reject(why: () => unknown): void {
    this.#end({ why });
  }

  #end(outcome: Settlement<T>): void {
    if (this.#outcome) return;
    this.#outcome = outcome;
    if (this.#waiting) settle(this.#waiting, outcome);
    this.#waiting = undefined;
  }
}

type Settlement<T> = { readonly value: T } | { readonly why: () => unknown };

function settle<T>(promise: Deferred<T>, outcome: Settlement<T>): void {
  if ("why" in outcome) promise.reject(outcome.why());
  else promise.resolve(outcome.value);
}

/** A promise together with the way to settle it. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
  /** True once it is settled. */
  readonly settled: boolean;
}

/** Makes a deferred. Its rejection counts as handled: those who await the promise get it, and it need not be awaited. */
export function deferred<T>(): Deferred<T> {
  return new Settlable<T>();
}

/** A class: an object literal with a getter gets a hidden class of its own each time. */
class Settlable<T> implements Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
  settled = false;

  constructor() {
    let resolvePromise: (value: T) => void = () => {};
    let rejectPromise: (error: unknown) => void = () => {};
    this.promise = new Promise<T>((resolve, reject) => {
      resolvePromise = resolve;
      rejectPromise = reject;
    });
    this.promise.catch(() => {});
    this.resolve = (value) => {
      this.settled = true;
      resolvePromise(value);
    };
    this.reject = (error) => {
      this.settled = true;
      rejectPromise(error);
    };
  }
}
