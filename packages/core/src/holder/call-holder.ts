import type { Adapter } from "../adapter/adapter.js";
import type { Call } from "../call/call.js";
import { CallingError } from "../errors/calling-error.js";
import type { CallRecord } from "../record/call-record.js";
import type { Happening } from "../record/happening.js";
import { decodeSignal, encodeRecord } from "../record/record-codec.js";
import { reduceSignal } from "../reduce/reduce-signal.js";
import { onTimer } from "../reduce/timer.js";
import { type Rules, Turn } from "../reduce/turn.js";
import type { Held, Lease } from "../store/store.js";
import { Lifeline } from "./lifeline.js";
import { MediaLane } from "./media-lane.js";
import type { Runtime } from "./runtime.js";
import { Waiters } from "./waiters.js";

/** This instance's hold on one call: the only place that changes its record, one turn after the other. */
export class CallHolder {
  readonly runtime: Runtime;
  readonly adapter: Adapter;
  readonly waiters = new Waiters();
  readonly lane = new MediaLane();
  readonly life: Lifeline;
  /** The record as last committed. */
  record: CallRecord;
  #lease: Lease;
  #queue: Promise<unknown> = Promise.resolve();
  #released = false;
  readonly #handled = new Set<string>();
  #handle: Call | undefined;

  constructor(runtime: Runtime, lease: Lease, record: CallRecord) {
    this.runtime = runtime;
    this.#lease = lease;
    this.record = record;
    this.adapter = runtime.adapterOf(record.member);
    this.life = new Lifeline(record, runtime.refOf(record));
  }

  get lease(): Lease {
    return this.#lease;
  }

  /** The bot's handle of this call. */
  get call(): Call {
    this.#handle ??= this.runtime.handleOf(this);
    return this.#handle;
  }

  get ref(): string {
    return this.runtime.refOf(this.record);
  }

  /** @throws CallingError `superseded` or `call-ended` when nothing can be done on the call from here any more. */
  requireLive(): void {
    const { signal } = this.life;
    if (signal.aborted) throw signal.reason;
  }

  /** Writes the beginning of something new. @throws CallingError when the call ended, or was lost, before its turn came. */
  start(write: (turn: Turn) => void): Promise<void> {
    return this.apply((turn) => {
      this.requireLive();
      write(turn);
    });
  }

  /** Writes a change of our own, and what follows from it. Resolves when the store has it. */
  apply(write: (turn: Turn) => void): Promise<void> {
    return this.#serial(() => this.#commit(write, []));
  }

  /** There may be something new in the store: looks, and deals with it. */
  wake(): Promise<void> {
    return this.#serial(async () => {
      const held = await this.#write({});
      if (held) await this.#drain(held);
    });
  }

  /** The first turn after a claim: `write`, and everything that waited, in one commit. */
  begin(held: Held, write: (turn: Turn) => void): Promise<void> {
    return this.#serial(async () => {
      const next = await this.#turn((turn) => {
        turn.touch();
        write(turn);
        reduceWaiting(turn, held);
      }, idsOf(held));
      if (next) await this.#drain(next);
    });
  }

  /** The handlers of an event have come to their end: it is owed no more. */
  settled(happening: Happening): void {
    if (this.#released) return;
    this.#handled.add(happening.id);
    // One write for all that end together; a failing store leaves them owed, which is the promise.
    if (this.#handled.size === 1) void this.#serial(() => this.#commit(() => {}, [])).catch(() => {});
  }

  /** Resolves when everything that was asked of the holder up to now is written. */
  async idle(): Promise<void> {
    await this.#queue;
  }

  /** Gives the call back to the store, for another instance. */
  release(): Promise<void> {
    return this.#serial(async () => {
      if (this.#released) return;
      await this.runtime.store.commit(this.#lease, { release: true }, this.runtime.settings.leaseMs);
      this.lose("this instance is closing");
    });
  }

  /** The lease is gone: whatever is done here from now on reaches nobody. */
  lose(why: string): void {
    if (this.#released) return;
    this.#released = true;
    const error = new CallingError("superseded", `call ${this.record.key}: ${why}`, {
      callRef: this.ref,
      hint: "Let the instance that has the call go on with it.",
    });
    this.life.lost(error);
    this.waiters.failAll(error);
    this.runtime.dropped(this);
  }

  #serial<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => {});
    return turn;
  }

  async #commit(write: (turn: Turn) => void, applied: readonly string[]): Promise<void> {
    const held = await this.#turn(write, applied);
    if (held) await this.#drain(held);
  }

  /** Deals with everything that waits. */
  async #drain(first: Held): Promise<void> {
    let held: Held | undefined = first;
    while (held && (held.inbox.length > 0 || held.due.length > 0)) {
      const waiting: Held = held;
      held = await this.#turn((turn) => reduceWaiting(turn, waiting), idsOf(waiting));
    }
  }

  async #turn(write: (turn: Turn) => void, applied: readonly string[]): Promise<Held | undefined> {
    if (this.#released) {
      if (this.life.signal.aborted) throw this.life.signal.reason;
      return undefined;
    }
    const turn = new Turn(this.record, this.#rules());
    write(turn);
    const handled = [...this.#handled];
    if (handled.length > 0) turn.set({ owed: turn.record.owed.filter((happening) => !handled.includes(happening.id)) });
    const final = isFinal(turn.record);
    const held = await this.#write({
      ...(turn.record === this.record ? {} : { record: encodeRecord(turn.record) }),
      applied,
      timers: turn.timers,
      ...(final ? { release: true, forgetInMs: this.runtime.settings.keepEndedMs } : {}),
    });
    if (!held) return undefined;
    for (const id of handled) this.#handled.delete(id);
    this.record = turn.record;
    if (final) {
      this.#released = true;
      this.runtime.dropped(this);
    }
    this.#tell(turn);
    return final ? undefined : held;
  }

  async #write(change: Parameters<Runtime["store"]["commit"]>[1]): Promise<Held | undefined> {
    if (this.#released) return undefined;
    const held = await this.runtime.store.commit(this.#lease, change, this.runtime.settings.leaseMs);
    if (!held) this.lose("another instance has taken it over");
    return held;
  }

  /** Waiters first, then handlers, then what we have to do ourselves: none of it is awaited here. */
  #tell(turn: Turn): void {
    for (const happening of turn.happenings) {
      this.waiters.tell(happening);
      this.life.tell(happening, turn.record);
    }
    for (const happening of turn.happenings) this.runtime.deliver(this, happening);
    this.runtime.perform(this, turn.effects);
  }

  #rules(): Rules {
    const { clock, newId, random, settings, hub } = this.runtime;
    return {
      now: clock.now(),
      adapter: this.adapter,
      reconcileEveryMs: settings.reconcileEveryMs,
      listens: (type) => hub.listens(type) || this.life.listens(type),
      newId,
      random,
    };
  }
}

function reduceWaiting(turn: Turn, { inbox, due }: Held): void {
  for (const entry of inbox) reduceSignal(turn, decodeSignal(entry.body));
  for (const name of due) onTimer(turn, name);
}

function idsOf({ inbox }: Held): readonly string[] {
  return inbox.map((entry) => entry.id);
}

/** Over, and nobody is owed anything. */
function isFinal(record: CallRecord): boolean {
  return record.state === "disconnected" && record.owed.length === 0 && Object.keys(record.operations).length === 0;
}
