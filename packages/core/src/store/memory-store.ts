import { type Clock, steady, systemClock } from "../base/clock.js";
import { type CellHome, MemoryCell } from "./memory-cell.js";
import type { CallKey, Hint, Store } from "./store.js";
import { TimerQueue } from "./timer-queue.js";

/**
 * Keeps calls in this process's memory. Several instances of a bot in one process can share one; when the process ends, the calls are gone.
 * @param options.clock the clock that its timers and leases run on. Give `createCalling` the same.
 */
export function memoryStore(options: { readonly clock?: Clock } = {}): Store {
  const clock = steady(options.clock ?? systemClock);
  const timers = new TimerQueue(clock);
  const cells = new Map<CallKey, MemoryCell>();
  /** Cells without a holder that have something to look at. */
  const waiting = new Set<MemoryCell>();
  const aliases = new AliasBook(clock, timers);
  const watchers = new Set<(key: CallKey, hint: Hint) => void>();
  /** One count for all calls: a call that was forgotten and comes again must not honor its old leases. */
  let fences = 0;

  const cellOf = (key: CallKey): MemoryCell => {
    const there = cells.get(key);
    if (there) return there;
    const cell = new MemoryCell(key, home);
    cells.set(key, cell);
    return cell;
  };
  const forget = (cell: MemoryCell) => {
    cell.drop();
    cells.delete(cell.key);
    waiting.delete(cell);
  };
  const hint = (key: CallKey, kind: Hint = "work") => {
    for (const watcher of watchers) watcher(key, kind);
  };
  const home: CellHome = {
    timers,
    onDue(cell) {
      if (cell.heldUntil <= clock.now()) waiting.add(cell);
      hint(cell.key);
    },
  };
  /** Once the lease has run out, the call can be claimed. */
  const hold = (cell: MemoryCell, leaseMs: number) => {
    cell.heldUntil = clock.now() + leaseMs;
  };
  const held = (cell: MemoryCell) => cell.heldUntil > clock.now();
  const expired = (cell: MemoryCell) => cell.heldUntil > 0 && !held(cell);

  return {
    inProcess: true,
    hasOthers: () => watchers.size > 1,

    async accept(key, entries, rememberMs, lease) {
      const cell = cellOf(key);
      const added = cell.append(entries, clock.now());
      if (cell.record === undefined && !held(cell) && !cell.keep)
        cell.keep = timers.add(rememberMs, { run: () => forget(cell) });
      if (added > 0) {
        if (!held(cell)) waiting.add(cell);
        if (!held(cell) || cell.fence !== lease?.fence) hint(key);
      }
      return added;
    },

    async claim(leaseMs, key) {
      const cell = key === undefined ? firstToLookAt() : cellOf(key);
      if (!cell || held(cell)) return undefined;
      const takenOver = expired(cell);
      cell.fence = ++fences;
      hold(cell, leaseMs);
      waiting.delete(cell);
      return cell.taken(takenOver, clock.now());
    },

    async commit(lease, change, leaseMs) {
      const cell = cells.get(lease.key);
      if (!cell || cell.fence !== lease.fence || cell.heldUntil === 0) return undefined;
      cell.write(change);
      if (change.announce) hint(cell.key, "record");
      cell.keep?.cancel();
      cell.keep = undefined;
      if (change.forgetInMs !== undefined) cell.keep = timers.add(change.forgetInMs, { run: () => forget(cell) });
      if (change.release) {
        cell.heldUntil = 0;
        if (cell.needsLook) {
          waiting.add(cell);
          hint(cell.key);
        }
      } else hold(cell, leaseMs);
      return cell.waiting();
    },

    async renew(leases, leaseMs) {
      return leases.filter((lease) => {
        const cell = cells.get(lease.key);
        if (!cell || cell.fence !== lease.fence || cell.heldUntil === 0) return false;
        hold(cell, leaseMs);
        if (cell.needsLook) hint(lease.key);
        return true;
      });
    },

    read: async (key) => cells.get(key)?.record,

    async watch(changed) {
      watchers.add(changed);
      return async () => {
        watchers.delete(changed);
      };
    },

    bind: async (alias, key, forMs) => aliases.bind(alias, key, forMs),

    resolve: async (alias) => aliases.resolve(alias),

    list: async () => ({
      keys: [...cells.values()].filter((cell) => cell.record !== undefined).map((cell) => cell.key),
    }),

    async close() {
      timers.close();
      watchers.clear();
    },
  };

  function firstToLookAt(): MemoryCell | undefined {
    for (const cell of waiting) {
      waiting.delete(cell);
      if (!held(cell)) return cell;
    }
    for (const cell of cells.values()) if (expired(cell)) return cell;
    return undefined;
  }
}

interface Bound {
  readonly key: CallKey;
  /** ms since 1970. */
  readonly until: number;
}

/** How often names that have expired are removed, ms. */
const sweepMs = 10 * 60_000;

/** Names of calls, each bound for a time. They are swept together: a timer for each would take more memory than the name. */
export class AliasBook {
  readonly #bound = new Map<string, Bound>();
  readonly #clock: Clock;
  readonly #timers: TimerQueue;
  #sweeping = false;

  constructor(clock: Clock, timers: TimerQueue) {
    this.#clock = clock;
    this.#timers = timers;
  }

  /** Binds a name, unless it is bound. Returns the key that it stands for. */
  bind(alias: string, key: CallKey, forMs: number): CallKey {
    const there = this.resolve(alias);
    if (there !== undefined) return there;
    this.#bound.set(alias, { key, until: this.#clock.now() + forMs });
    this.#sweepLater();
    return key;
  }

  resolve(alias: string): CallKey | undefined {
    const bound = this.#bound.get(alias);
    return bound && bound.until > this.#clock.now() ? bound.key : undefined;
  }

  #sweepLater(): void {
    if (this.#sweeping || this.#bound.size === 0) return;
    this.#sweeping = true;
    this.#timers.add(sweepMs, { run: () => this.#sweep() });
  }

  #sweep(): void {
    this.#sweeping = false;
    const now = this.#clock.now();
    for (const [alias, { until }] of this.#bound) if (until <= now) this.#bound.delete(alias);
    this.#sweepLater();
  }
}
