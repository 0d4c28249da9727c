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
