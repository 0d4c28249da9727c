/** Something that comes once, or is known never to come. A promise of it is made only when somebody asks. */
export class Milestone<T> {
  #outcome: OperationOutcome<T> | undefined;
  #waiting: Deferred<T> | undefined;

  /** Its rejection counts as handled: whoever awaits it still gets it, and nobody has to. */
  get promise(): Promise<T> {
    if (this.#waiting) return this.#waiting.promise;
    const made = deferred<T>();
    if (this.#outcome) settle(made, this.#outcome);
    else this.#waiting = made;
    return made.promise;
  }

  /** It has come, or is known never to come. */
  get settled(): boolean {
    return this.#outcome !== undefined;
  }

  /** It has come. The first word counts. */
  resolve(value: T): void {
    this.#end({ value });
  }

  /** It will not come. The first word counts. */
  reject(why: () => unknown): void {
    this.#end({ why });
  }

  #end(outcome: OperationOutcome<T>): void {
    if (this.#outcome) return;
    this.#outcome = outcome;
    if (this.#waiting) settle(this.#waiting, outcome);
    this.#waiting = undefined;
  }
}

type OperationOutcome<T> = { readonly value: T } | { readonly why: () => unknown };

function settle<T>(promise: Deferred<T>, outcome: OperationOutcome<T>): void {
  if ("why" in outcome) promise.reject(outcome.why());
  else promise.resolve(outcome.value);
}

/** A promise together with the way to settle it. */
export interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
  /** True once it was settled. */
  readonly settled: boolean;
}

/** Makes one. Its rejection counts as handled: whoever awaits the promise still gets it, and nobody has to. */
export function deferred<T>(): Deferred<T> {
  return new Settlable<T>();
}

/** A class, since an object with a getter would cost a hidden class of its own each time. */
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
