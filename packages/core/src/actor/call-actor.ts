import type { Adapter } from "../adapter/adapter.js";
import { othersFirst } from "../base/wait.js";
import type { Call } from "../interface/call.js";
import type { CallRecord } from "../record/call-record.js";
import type { Happening } from "../record/happening.js";
import { isFinal } from "../record/is-final.js";
import { isAwaited } from "../record/milestones.js";
import { owes } from "../record/owes.js";
import { encodeRecord } from "../record/record-codec.js";
import { idsOf, portionOf, reduceWaiting } from "../reduce/reduce-waiting.js";
import { Turn } from "../reduce/turn.js";
import type { Change, Lease, Waiting } from "../store/store.js";
import { CallingError } from "../words/calling-error.js";
import { Handled } from "./handled.js";
import { Hold } from "./hold.js";
import { Lifeline } from "./lifeline.js";
import { MediaLane } from "./media-lane.js";
import { observeLoss } from "./observe-loss.js";
import { rulesOf } from "./rules-of.js";
import type { Runtime } from "./runtime.js";
import { tellTurn } from "./tell-turn.js";
import type { Tenure } from "./tenure.js";
import { Waiters } from "./waiters.js";

/** This instance's hold on one call: the only place that changes its record, one turn after the other. */
export class CallActor {
  readonly runtime: Runtime;
  readonly adapter: Adapter;
  readonly waiters = new Waiters();
  readonly lane = new MediaLane();
  readonly life: Lifeline;
  /** How many verbs other instances want done here: a call that is over is kept until what became of them is written. */
  carrying = 0;
  /** The record as last committed. */
  record: CallRecord;
  #queue: Promise<unknown> = Promise.resolve();
  #released = false;
  /** What the first turn after a claim writes, until the store has it. */
  #first: ((turn: Turn) => void) | undefined;
  /** The store may have something that no commit has shown us. */
  #news = false;
  readonly #hold: Hold;
  readonly #handled = new Handled();
  /** A write that notes what was handled is on its way. */
  #noting = false;
  #handle: Call | undefined;
  /** The turn whose commit has not succeeded yet. */
  #doubtful: Turn | undefined;

  constructor(runtime: Runtime, lease: Lease, record: CallRecord) {
    this.runtime = runtime;
    this.record = record;
    this.adapter = runtime.adapterOf(record.member);
    this.life = new Lifeline(record, this);
    this.#hold = new Hold(runtime, lease, this);
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
    if (this.life.end.over) throw this.life.end.reason;
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

  get tenure(): Tenure {
    return this.#hold.tenure;
  }

  get lease(): Lease {
    return this.#hold.lease;
  }

  /** There may be something new in the store: looks, unless a commit meanwhile has shown it, and deals with it. */
  wake(): Promise<void> {
    this.#news = true;
    return this.#serial(async () => (this.#news && !this.#released ? this.#look() : undefined));
  }

  /** The first turn after a claim: `write`, and everything that waited, in one commit. One that fails is made up for by the next. */
  begin(waiting: Waiting, write: (turn: Turn) => void): Promise<void> {
    this.#first = write;
    const portion = portionOf(waiting);
    return this.#serial(() => this.#commit((turn) => reduceWaiting(turn, portion), idsOf(portion)));
  }

  /** The handlers of an event have come to their end: it is owed no more. */
  settled(happening: Happening): void {
    // What nobody listened to when it was told is owed to nobody.
    if (this.#released || !owes(this.record, happening.id)) return;
    this.#handled.add(happening.id);
    this.#noteHandled();
  }

  /** Resolves when everything that was asked of the holder up to now is written. */
  async idle(): Promise<void> {
    await this.#queue;
  }

  /** Gives the call back to the store, for another instance. */
  release(): Promise<void> {
    return this.#serial(() => this.#giveBack().finally(() => this.lose("this instance is closing")));
  }

  /** The store does not know the lease, or not the record: it gets the record again, unless another instance has the call. */
  async rewrite(): Promise<void> {
    const [before, began] = [this.lease, this.#first === undefined];
    await this.apply((turn) => turn.touch());
    if (began && !this.#released && this.lease === before) this.restored();
  }

  restored(): void {
    this.runtime.restored(this);
    this.apply((turn) => turn.perform("inspect")).catch(() => {}); // What was told meanwhile may be lost with the rest.
  }

  /** Another instance has the call now. */
  superseded(): void {
    if (!this.#released) observeLoss(this);
    this.lose("another instance has taken it over");
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

  /** One write for all that end together, and another for those that end while it is under way. A failing store leaves them owed, which is the promise. */
  #noteHandled(): void {
    if (this.#noting || this.#released || !this.#handled.any) return;
    this.#noting = true;
    void this.#serial(async () => {
      this.#noting = false;
      if (this.#handled.any) await this.#commit(() => {}, []);
    }).catch(() => {});
  }

  #serial<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => {});
    return turn;
  }

  async #commit(write: (turn: Turn) => void, applied: readonly string[]): Promise<void> {
    await this.#drain(await this.#turn(write, applied));
  }

  /** Only looks: a turn that writes nothing would be made in vain. */
  async #look(): Promise<void> {
    if (this.#doubtful || this.#first || this.#handled.any) return this.#commit(() => {}, []);
    await this.#drain(await this.#write({}));
  }

  /** Deals with everything that waits; where it is much, in portions, with room between them for other calls. */
  async #drain(first: Waiting | undefined): Promise<void> {
    for (let next = first; next && next.inbox.length + next.due.length > 0; ) {
      const portion = portionOf(next);
      if (portion !== next) await othersFirst();
      next = await this.#turn((turn) => reduceWaiting(turn, portion), idsOf(portion));
    }
  }

  async #turn(write: (turn: Turn) => void, applied: readonly string[]): Promise<Waiting | undefined> {
    if (this.#released) {
      if (this.life.end.over) throw this.life.end.reason;
      return undefined;
    }
    if (this.#doubtful) await this.#settleDoubt(this.#doubtful);
    const turn = new Turn(this.record, rulesOf(this));
    if (this.#first) turn.touch();
    this.#first?.(turn);
    write(turn);
    if (this.#handled.any) turn.set({ owed: this.#handled.without(turn.record.owed) });
    if (turn.record !== this.record || turn.happenings.length > 0) turn.set({ turns: this.record.turns + 1 });
    turn.final = isFinal(turn.record) && this.carrying === 0;
    this.#doubtful = turn;
    const waiting = await this.#write({
      record: turn.record === this.record ? undefined : encodeRecord(turn.record),
      applied,
      timers: turn.timers,
      announce: isAwaited(this.record, turn.record),
      release: turn.final,
      forgetInMs: turn.final ? this.runtime.settings.keepEndedMs : undefined,
    });
    this.#doubtful = undefined;
    if (!waiting) return undefined;
    this.#adopt(turn);
    return turn.final ? undefined : waiting;
  }

  /** The store has the turn: it is how the call stands now, and what follows from it is told. */
  #adopt(turn: Turn): void {
    this.#handled.noted(turn.record);
    this.#first = undefined;
    this.record = turn.record;
    if (turn.final) {
      this.#released = true;
      this.runtime.dropped(this);
    }
    tellTurn(this, turn);
    this.#noteHandled();
  }

  /** A commit that failed may have been done all the same. Its record tells: then its turn is adopted, else it never was. */
  async #settleDoubt(turn: Turn): Promise<void> {
    const stored = await this.runtime.store.read(this.record.key);
    this.#doubtful = undefined;
    const changed = turn.record.turns !== this.record.turns;
    if (changed && JSON.stringify(stored) === JSON.stringify(encodeRecord(turn.record))) this.#adopt(turn);
  }

  async #giveBack(): Promise<void> {
    if (this.#doubtful && !this.#released) await this.#settleDoubt(this.#doubtful);
    if (!this.#released && !(await this.#hold.giveBack(this.#first === undefined))) this.superseded();
  }

  async #write(change: Change): Promise<Waiting | undefined> {
    if (this.#released) return undefined;
    this.#news = false;
    const waiting = await this.#hold.write(change);
    if (!waiting) this.superseded();
    return waiting;
  }
}
