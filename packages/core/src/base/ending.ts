/**
 * Whether something is over, and why. The error that says why and the `AbortSignal` are made only when they are asked for; for most calls
 * they never are.
 */
export class Ending implements AbortSignalLike {
  #why: (() => unknown) | undefined;
  #reason: unknown;
  #controller: AbortController | undefined;
  #listeners: Set<(reason: unknown) => void> | undefined;

  get over(): boolean {
    return this.#why !== undefined;
  }

  get aborted(): boolean {
    return this.over;
  }

  get reason(): unknown {
    this.#reason ??= this.#why?.();
    return this.#reason;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.over) this.#controller.abort(this.reason);
    return this.#controller.signal;
  }

  /** Calls back when it is over. Returns a function that stops listening. */
  on(listener: (reason: unknown) => void): () => void {
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
    return () => this.#off(listener);
  }

  #off(listener: (reason: unknown) => void): void {
    this.#listeners?.delete(listener);
    if (this.#listeners?.size === 0) this.#listeners = undefined;
  }

  addEventListener(_type: "abort", listener: (event: unknown) => void): void {
    this.on(listener);
  }

  removeEventListener(_type: "abort", listener: (event: unknown) => void): void {
    this.#off(listener);
  }

  /** Ends it; the first reason counts. */
  end(why: () => unknown): void {
    if (this.over) return;
    this.#why = why;
    const listeners = this.#listeners ?? [];
    this.#listeners = undefined;
    for (const listener of listeners) listener(this.reason);
    if (this.#controller) this.#controller.abort(this.reason);
  }
}

/** The part of an `AbortSignal` that most clients use. Every `AbortSignal` has it. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: (event: unknown) => void): void;
  removeEventListener(type: "abort", listener: (event: unknown) => void): void;
}
