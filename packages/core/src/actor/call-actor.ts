import type { Adapter } from "../adapter/adapter.js";
import { othersFirst } from "../base/clock.js";
import type { Call } from "../interface/call.js";
import { refOf } from "../record/call-key.js";
import { type CallRecord, isAwaited, isFinal } from "../record/call-record.js";
import type { Happening } from "../record/happening.js";
import { encodeRecord } from "../record/record-codec.js";
import { idsOf, portionOf, reduceWaiting } from "../reduce/reduce-waiting.js";
import { Turn } from "../reduce/turn.js";
import type { Change, Entry, Lease, Waiting } from "../store/store.js";
import { type ActorPorts, follow } from "./after-turn.js";
import { HeldLease, leaseLost } from "./held-lease.js";
import { type Instance, rulesOf } from "./instance.js";
import type { LeaseValidity } from "./lease-validity.js";
import { Mailbox, News } from "./mailbox.js";
import { MediaLane } from "./media-lane.js";
import { Milestones } from "./milestones.js";
import { observeLoss, observeTurn } from "./observe-turn.js";
import { OutboxNotes } from "./outbox-notes.js";
import { Waiters } from "./waiters.js";

/** This instance's hold on one call: the only place that changes its record, one turn after the other. */
export class CallActor {
  readonly instance: Instance;
  readonly adapter: Adapter;
  readonly waiters = new Waiters();
  readonly lane = new MediaLane();
  readonly life: Milestones;
  /** How many commands of other instances are being carried out. A call that is over is kept until their outcomes are written. */
  carrying = 0;
  /** The record as last committed. */
  record: CallRecord;
  readonly #ports: ActorPorts<CallActor>;
  readonly #mailbox = new Mailbox();
  #released = false;
  /** What the first turn after a claim writes, until the store has it. */
  #first: ((turn: Turn) => void) | undefined;
  readonly #news = new News();
  readonly #lease: HeldLease;
  readonly #notes = new OutboxNotes(this);
  #handle: Call | undefined;
  /** The turn whose commit failed, and may have reached the store all the same. */
  #inDoubt: Turn | undefined;

  constructor(instance: Instance, ports: ActorPorts<CallActor>, lease: Lease, record: CallRecord) {
    this.instance = instance;
    this.#ports = ports;
    this.record = record;
    this.adapter = instance.adapterOf(record.member);
    this.life = new Milestones(record, this);
    this.#lease = new HeldLease(instance, lease, this);
  }

  /** The bot's handle of this call. */
  get call(): Call {
    this.#handle ??= this.#ports.handleOf(this);
    return this.#handle;
  }

  get ref(): string {
    return refOf(this.record);
  }

  get validity(): LeaseValidity {
    return this.#lease.validity;
  }

  get lease(): Lease {
    return this.#lease.lease;
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
    return this.#mailbox.run(() => this.#commit(write, []));
  }

  /** The store has hinted at news: looks, unless a commit meanwhile has shown them, and deals with them. */
  wake(): Promise<void> {
    this.#news.hinted();
    return this.#mailbox.run(() => this.#catchUp());
  }

  /** How many writes were begun so far: see `appended`. */
  get writes(): number {
    return this.#news.writes;
  }

  /** This instance has appended entries, all of them new: deals with them without a look. @param writes how many writes there were before. */
  appended(entries: readonly Entry[], writes: number): Promise<void> {
    this.#news.appended(entries, writes);
    return this.#mailbox.run(() => this.#catchUp());
  }

  /** The first turn after a claim: `write`, and everything that waited, in one commit. If it fails, the next commit includes it. */
  begin(waiting: Waiting, write: (turn: Turn) => void): Promise<void> {
    this.#first = write;
    const portion = portionOf(waiting);
    return this.#mailbox.run(() => this.#commit((turn) => reduceWaiting(turn, portion), idsOf(portion)));
  }

  /** The handlers of an event have ended: it leaves the outbox. */
  settled(happening: Happening): void {
    if (!this.#released) this.#notes.settled(this.record, happening.id);
  }

  /** Writes what the notes say, unless another turn does it first. */
  writeNotes(): Promise<void> {
    return this.#mailbox.run(async () => {
      if (this.#notes.any && !this.#released) await this.#commit(() => {}, []);
    });
  }

  /** Resolves when everything that was asked of the actor up to now is written. */
  idle(): Promise<void> {
    return this.#mailbox.idle();
  }

  /** Gives the call back to the store, for another instance. */
  release(): Promise<void> {
    return this.#mailbox.run(() => this.#giveBack().finally(() => this.lose("this instance is closing")));
  }

  /** The store does not know the lease, or not the record: it gets the record again, unless another instance has the call. */
  async rewrite(): Promise<void> {
    const [before, began] = [this.lease, this.#first === undefined];
    await this.apply((turn) => turn.touch());
    if (began && !this.#released && this.lease === before) this.restored();
  }

  /** The store has lost the record, and gets it again. Signals that it had accepted may be lost as well, so the provider is asked. */
  restored(): void {
    this.#ports.restored(this);
    this.apply((turn) => turn.perform("inspect")).catch(() => {});
  }

  /** Another instance has the call now. */
  superseded(): void {
    if (!this.#released) observeLoss(this);
    this.lose("another instance has taken it over");
  }

  /** The lease is gone: nothing that is done here from now on is written. */
  lose(why: string): void {
    if (this.#released) return;
    this.#released = true;
    const error = leaseLost(this.record, why);
    this.life.lost(error);
    this.waiters.failAll(error);
    this.#ports.dropped(this);
  }

  async #commit(write: (turn: Turn) => void, applied: readonly string[]): Promise<void> {
    await this.#drain(await this.#turn(write, applied));
  }

  /** Deals with news. A look alone has no turn, where there is nothing to write. */
  async #catchUp(): Promise<void> {
    const { next } = this.#news;
    if (!next || this.#released) return;
    if (next !== "look") return this.#drain(next);
    if (this.#inDoubt || this.#first || this.#notes.any) return this.#commit(() => {}, []);
    await this.#drain(await this.#write({}));
  }

  /** Deals with everything that waits: in portions where it is much, with room for other calls between them. */
  async #drain(first: Waiting | undefined): Promise<void> {
    for (let next = first; next && next.inbox.length + next.due.length > 0; ) {
      const portion = portionOf(next);
      if (portion !== next) await othersFirst();
      next = await this.#turn((turn) => reduceWaiting(turn, portion), idsOf(portion));
    }
  }

  async #turn(write: (turn: Turn) => void, applied: readonly string[]): Promise<Waiting | undefined> {
    if (this.#released) {
      this.requireLive();
      return undefined;
    }
    if (this.#inDoubt) await this.#settleDoubt(this.#inDoubt);
    const turn = new Turn(this.record, rulesOf(this));
    if (this.#first) turn.touch();
    this.#first?.(turn);
    write(turn);
    this.#notes.addTo(turn);
    if (turn.record !== this.record || turn.happenings.length > 0) turn.set({ turns: this.record.turns + 1 });
    turn.final = isFinal(turn.record) && this.carrying === 0;
    this.#inDoubt = turn;
    const waiting = await this.#write({
      record: turn.record === this.record ? undefined : encodeRecord(turn.record),
      applied,
      timers: turn.timers,
      announce: isAwaited(this.record, turn.record),
      release: turn.final,
      forgetInMs: turn.final ? this.instance.settings.keepEndedMs : undefined,
    });
    this.#inDoubt = undefined;
    if (!waiting) return undefined;
    this.#adopt(turn);
    return turn.final ? undefined : waiting;
  }

  /** The store has the turn: it is how the call stands now. */
  #adopt(turn: Turn): void {
    this.#first = undefined;
    this.record = turn.record;
    if (turn.final) {
      this.#released = true;
      this.#ports.dropped(this);
    }
    observeTurn(this, turn);
    follow(this, turn, this.#ports);
    this.#notes.written(turn.record);
  }

  /** A commit that failed may have reached the store all the same. If the stored record is the turn's, the turn is adopted; else it never happened. */
  async #settleDoubt(turn: Turn): Promise<void> {
    const stored = await this.instance.store.read(this.record.key);
    this.#inDoubt = undefined;
    if (turn.record.turns === this.record.turns) return;
    if (JSON.stringify(stored) === JSON.stringify(encodeRecord(turn.record))) this.#adopt(turn);
  }

  async #giveBack(): Promise<void> {
    if (this.#inDoubt && !this.#released) await this.#settleDoubt(this.#inDoubt);
    if (!this.#released && !(await this.#lease.giveBack(this.#first === undefined))) this.superseded();
  }

  async #write(change: Change): Promise<Waiting | undefined> {
    if (this.#released) return undefined;
    this.#news.writing();
    const waiting = await this.#lease.write(change);
    if (!waiting) this.superseded();
    return waiting;
  }
}
