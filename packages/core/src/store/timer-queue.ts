import type { Clock } from "../base/clock.js";

/** What to do when the time has come. An object, not a function: a closure for each timer would take twice the memory. */
export interface Job {
  run(): void;
}

/** A timer that waits. */
export interface QueuedTimer {
  /** Cancels it; does nothing if it has run. */
  cancel(): void;
}

/** A class, without a closure to cancel it: every live call has several. */
class Item implements QueuedTimer {
  readonly at: number;
  readonly order: number;
  /** What it does; `undefined` once it was done, or is not to be done. */
  job: Job | undefined;
  readonly #onCancel: () => void;

  constructor(at: number, order: number, job: Job, onCancel: () => void) {
    this.at = at;
    this.order = order;
    this.job = job;
    this.#onCancel = onCancel;
  }

  cancel(): void {
    if (!this.job) return;
    this.job = undefined;
    this.#onCancel();
  }
}

/** Many timers on one timer of the clock: a heap, so that a hundred thousand waiting calls cost one. */
export class TimerQueue {
  readonly #clock: Clock;
  readonly #heap: Item[] = [];
  #order = 0;
  #wakeAt = Number.POSITIVE_INFINITY;
  #cancelWake: () => void = () => {};
  #canceled = 0;
  readonly #onCancel = () => {
    this.#canceled++;
    if (this.#canceled > 64 && this.#canceled > this.#heap.length / 2) this.#sweep();
  };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Does it in so many ms. */
  add(ms: number, job: Job): QueuedTimer {
    // NaN compares with nothing: it would hold up every other timer.
    const at = this.#clock.now() + (Number.isNaN(ms) ? 0 : Math.max(ms, 0));
    const item = new Item(at, this.#order++, job, this.#onCancel);
    this.#push(item);
    this.#arm();
    return item;
  }

  close(): void {
    this.#cancelWake();
    this.#heap.length = 0;
  }

  #arm(): void {
    const first = this.#heap[0];
    if (!first || first.at >= this.#wakeAt) return;
    this.#cancelWake();
    this.#wakeAt = first.at;
    this.#cancelWake = this.#clock.setTimer(first.at - this.#clock.now(), () => this.#wake());
  }

  #wake(): void {
    this.#wakeAt = Number.POSITIVE_INFINITY;
    try {
      this.#runDue(this.#clock.now());
    } finally {
      // One that throws must not hold up the others.
      this.#arm();
    }
  }

  #runDue(now: number): void {
    for (let first = this.#heap[0]; first && first.at <= now; first = this.#heap[0]) {
      this.#pop();
      const { job } = first;
      // A later cancel must not count as one that is still in the heap.
      first.job = undefined;
      if (job) job.run();
      else this.#canceled--;
    }
  }

  #sweep(): void {
    const live = this.#heap.filter((item) => item.job !== undefined);
    this.#heap.length = 0;
    this.#canceled = 0;
    for (const item of live) this.#push(item);
  }

  #push(item: Item): void {
    const heap = this.#heap;
    let index = heap.push(item) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (!above || before(above, item)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = item;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      const leftItem = heap[left];
      if (!leftItem) break;
      const rightItem = heap[right];
      const [child, childItem] = rightItem && before(rightItem, leftItem) ? [right, rightItem] : [left, leftItem];
      if (before(last, childItem)) break;
      heap[index] = childItem;
      index = child;
    }
    heap[index] = last;
  }
}

function before(a: Item, b: Item): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
