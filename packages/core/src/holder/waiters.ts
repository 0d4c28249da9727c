import type { Happening } from "../record/happening.js";

type OperationHappening = Extract<Happening, { readonly type: "operation-completed" | "operation-failed" }>;

/** Who on this instance waits for the end of an operation. */
interface Waiter {
  readonly ended: (happening: OperationHappening) => void;
  readonly failed: (error: unknown) => void;
}

/** The waiters of one call, by operation. */
export class Waiters {
  readonly #waiting = new Map<string, Set<Waiter>>();
  #lost: { readonly error: unknown } | undefined;

  /** Waits for an operation. Returns the way to stop. */
  add(operation: string, waiter: Waiter): () => void {
    if (this.#lost) {
      waiter.failed(this.#lost.error);
      return () => {};
    }
    const waiting = this.#waiting.get(operation) ?? new Set();
    this.#waiting.set(operation, waiting.add(waiter));
    return () => {
      waiting.delete(waiter);
      if (waiting.size === 0 && this.#waiting.get(operation) === waiting) this.#waiting.delete(operation);
    };
  }

  /** Somebody here waits for the operation. */
  has(operation: string): boolean {
    return this.#waiting.has(operation);
  }

  tell(happening: Happening): void {
    if (happening.type !== "operation-completed" && happening.type !== "operation-failed") return;
    const waiting = this.#waiting.get(happening.operation);
    this.#waiting.delete(happening.operation);
    for (const waiter of waiting ?? []) waiter.ended(happening);
  }

  /** Nothing will be told here any more: whoever waits, and whoever comes to wait later, fails. */
  failAll(error: unknown): void {
    this.#lost = { error };
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiting of all) for (const waiter of waiting) waiter.failed(error);
  }
}
