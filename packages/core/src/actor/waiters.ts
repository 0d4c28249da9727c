import type { Happening } from "../record/happening.js";

type OperationHappening = Extract<Happening, { readonly type: "operation-completed" | "operation-failed" }>;

/** What waits on this instance for the acceptance and the end of an operation. */
interface Waiter {
  readonly accepted?: (warnings: readonly string[]) => void;
  readonly ended: (happening: OperationHappening) => void;
  readonly failed: (error: unknown) => void;
}

interface Pending {
  readonly operation: string;
  readonly waiter: Waiter;
}

const none: readonly Pending[] = [];

/** The waiters of one call: few at any time, and usually none. */
export class Waiters {
  #waiting = none;
  #lost: { readonly error: unknown } | undefined;

  /** Waits for an operation. Returns a function that stops waiting. */
  add(operation: string, waiter: Waiter): () => void {
    if (this.#lost) {
      waiter.failed(this.#lost.error);
      return () => {};
    }
    const entry = { operation, waiter };
    this.#waiting = [...this.#waiting, entry];
    return () => this.#keep((one) => one !== entry);
  }

  /** Whether the end of the operation is waited for here. */
  has(operation: string): boolean {
    return this.#waiting.some((one) => one.operation === operation);
  }

  /** The provider has accepted an operation. Its waiters go on waiting for the end. */
  accepted(operation: string, warnings: readonly string[]): void {
    for (const one of this.#waiting) if (one.operation === operation) one.waiter.accepted?.(warnings);
  }

  /** An operation has ended: its waiters are released. */
  notify(happening: Happening): void {
    if (happening.type !== "operation-completed" && happening.type !== "operation-failed") return;
    const released = this.#waiting.filter((one) => one.operation === happening.operation);
    this.#keep((one) => one.operation !== happening.operation);
    for (const { waiter } of released) waiter.ended(happening);
  }

  /** No more ends will be seen here: all waiters fail, and so do later ones. */
  failAll(error: unknown): void {
    this.#lost = { error };
    const all = this.#waiting;
    this.#waiting = none;
    for (const { waiter } of all) waiter.failed(error);
  }

  #keep(wanted: (one: Pending) => boolean): void {
    const left = this.#waiting.filter(wanted);
    this.#waiting = left.length === 0 ? none : left;
  }
}
