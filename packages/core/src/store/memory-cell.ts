import type { Json } from "../base/json.js";
import type { CallKey, Change, Entry, Held, Waiting } from "./store.js";
import type { Job, QueuedTimer, TimerQueue } from "./timer-queue.js";

/** Where a cell is kept. */
export interface CellHome {
  readonly timers: TimerQueue;
  /** A timer of the cell is due. */
  onDue(cell: MemoryCell): void;
}

/** A timer of a cell, by its name. */
class NamedTimer implements Job {
  readonly name: string;
  readonly #cell: MemoryCell;
  readonly #queued: QueuedTimer;

  constructor(name: string, ms: number, cell: MemoryCell, queue: TimerQueue) {
    this.name = name;
    this.#cell = cell;
    this.#queued = queue.add(ms, this);
  }

  run(): void {
    this.#cell.ranOut(this.name);
  }

  cancel(): void {
    this.#queued.cancel();
  }
}

/** All empty lists are this one: most cells have nothing waiting most of the time. */
const nothing = [] as const;

/** One call in memory. */
export class MemoryCell {
  readonly key: CallKey;
  fence = 0;
  /** Until when it is held; 0: not held. */
  heldUntil = 0;
  record: Json | undefined;
  /** The forgetting that is under way. */
  keep: QueuedTimer | undefined;
  readonly #home: CellHome;
  #inbox: readonly Entry[] = nothing;
  readonly #seen = new Set<string>();
  /** Neither spread nor filtered: both leave room for sixteen more, in each live call. */
  #timers: readonly NamedTimer[] = nothing;
  #due: readonly string[] = nothing;
  /** When the first entry of the inbox was accepted. */
  #waitsSince = 0;

  constructor(key: CallKey, home: CellHome) {
    this.key = key;
    this.#home = home;
  }

  /** Appends what was not seen. */
  append(entries: readonly Entry[], now: number): number {
    const fresh = entries.filter(({ id }) => this.#see(id));
    if (this.#inbox.length === 0) this.#waitsSince = now;
    if (fresh.length > 0) this.#inbox = this.#inbox.concat(fresh);
    return fresh.length;
  }

  /** Something waits for a holder. */
  get needsLook(): boolean {
    return this.#inbox.length > 0 || this.#due.length > 0;
  }

  write({ record, applied = nothing, timers }: Change): void {
    if (record !== undefined) this.record = record;
    if (applied.length > 0) this.#inbox = without(this.#inbox, applied);
    for (const [name, ms] of timers ? Object.entries(timers) : nothing) {
      this.#clear(name);
      if (ms !== null) this.#set(name, ms);
    }
  }

  /** What waits for its holder. */
  waiting(): Waiting {
    return { inbox: this.#inbox, due: this.#due };
  }

  /** What its holder sees when it takes it. */
  taken(takenOver: boolean, now: number): Held {
    const { key, fence, record } = this;
    const waitedMs = this.#inbox.length === 0 ? undefined : now - this.#waitsSince;
    return { lease: { key, fence }, record, inbox: this.#inbox, due: this.#due, takenOver, waitedMs };
  }

  /** A timer has run out. */
  ranOut(name: string): void {
    this.#clear(name);
    this.#due = [...this.#due, name];
    this.#home.onDue(this);
  }

  /** Cancels its timers. The forgetting is what calls this. */
  drop(): void {
    for (const timer of this.#timers) timer.cancel();
    this.#timers = nothing;
  }

  /** False when it was seen before. */
  #see(id: string): boolean {
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    return true;
  }

  #set(name: string, ms: number): void {
    // Due at once: the next holder of a call that was just handed over has to see that it was.
    if (ms <= 0) this.#due = [...this.#due, name];
    else this.#timers = this.#timers.concat(new NamedTimer(name, ms, this, this.#home.timers));
  }

  #clear(name: string): void {
    if (this.#due.includes(name)) this.#due = orNothing(this.#due.filter((one) => one !== name));
    const at = this.#timers.findIndex((one) => one.name === name);
    this.#timers[at]?.cancel();
    if (at >= 0) this.#timers = orNothing(this.#timers.toSpliced(at, 1));
  }
}

/** What is left when these were applied; all of it, as a rule. */
function without(inbox: readonly Entry[], applied: readonly string[]): readonly Entry[] {
  const ids = new Set(applied);
  return orNothing(inbox.filter(({ id }) => !ids.has(id)));
}

function orNothing<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? nothing : list;
}
