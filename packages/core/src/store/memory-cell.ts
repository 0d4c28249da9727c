import type { Json } from "../json/json.js";
import type { CallKey, Change, Entry, Held } from "./store.js";
import type { TimerQueue } from "./timer-queue.js";

/** One call in memory. */
export class MemoryCell {
  readonly key: CallKey;
  fence = 0;
  /** Until when somebody holds it; 0: nobody. */
  heldUntil = 0;
  record: Json | undefined;
  /** Cancels the forgetting that is under way. */
  keep: (() => void) | undefined;
  #inbox: Entry[] = [];
  readonly #seen = new Set<string>();
  readonly #timers = new Map<string, () => void>();
  readonly #due = new Set<string>();

  constructor(key: CallKey) {
    this.key = key;
  }

  /** Appends what was not seen. */
  append(entries: readonly Entry[]): number {
    let added = 0;
    for (const entry of entries) {
      if (this.#seen.has(entry.id)) continue;
      this.#seen.add(entry.id);
      this.#inbox.push(entry);
      added++;
    }
    return added;
  }

  /** Something waits for a holder. */
  get needsLook(): boolean {
    return this.#inbox.length > 0 || this.#due.size > 0;
  }

  write(change: Change, timers: TimerQueue, onDue: () => void): void {
    if (change.record !== undefined) this.record = change.record;
    const applied = new Set(change.applied);
    if (applied.size > 0) this.#inbox = this.#inbox.filter((entry) => !applied.has(entry.id));
    for (const [name, ms] of Object.entries(change.timers ?? {})) {
      this.#timers.get(name)?.();
      this.#timers.delete(name);
      this.#due.delete(name);
      if (ms === null) continue;
      this.#timers.set(
        name,
        timers.add(ms, () => {
          this.#timers.delete(name);
          this.#due.add(name);
          onDue();
        }),
      );
    }
  }

  view(takenOver: boolean): Held {
    return {
      lease: { key: this.key, fence: this.fence },
      record: this.record,
      inbox: this.#inbox.slice(),
      due: [...this.#due],
      takenOver,
    };
  }

  /** Cancels all that waits. */
  drop(): void {
    this.keep?.();
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }
}
