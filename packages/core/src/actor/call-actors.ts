import type { UnrecognizedSignal } from "../adapter/signal.js";
import { atMost } from "../base/clock.js";
import { reportError } from "../events/report-error.js";
import { memberOf } from "../record/call-key.js";
import { type CallRecord, changeRecord, isFinal } from "../record/call-record.js";
import { decodeEntry, decodeRecord } from "../record/record-codec.js";
import { recover } from "../reduce/recover.js";
import { type Turn, timerNames } from "../reduce/turn.js";
import { insist } from "../store/insist.js";
import type { Held } from "../store/store.js";
import type { ActorPorts } from "./after-turn.js";
import { CallActor } from "./call-actor.js";
import type { Instance } from "./instance.js";
import { momentOf } from "./lease-validity.js";
import { observeUnknown } from "./observe-turn.js";
import { announce, findIncoming, recordOf } from "./open-incoming.js";

/**
 * Which calls an instance takes. `others`: no more, other instances take them. `turns-away`: it is closing and no other instance could
 * take them, so it rejects each as busy.
 */
export type Intake = "open" | "others" | "turns-away";

/** What the calls of an instance need from the floors above. */
export interface CallActorsPorts extends Omit<ActorPorts<CallActor>, "dropped"> {
  /** Hands an event that belongs to no call to its handlers. */
  deliverUncorrelated(signal: UnrecognizedSignal, member: string): void;
}

/** How long a call waits for the answers to its requests before it is handed over anyway, ms. */
const requestsMs = 5000;

/** The calls that this instance has, and how it gets them. */
export class CallActors {
  readonly #held = new Map<string, CallActor>();
  readonly #claiming = new Map<string, Promise<CallActor | undefined>>();
  readonly #instance: Instance;
  /** The call that is being taken by `sweep`. */
  #sweeping: Promise<boolean> = Promise.resolve(false);
  #intake: Intake = "open";
  #closed = false;
  /** The store was away: calls that are not held here are left to their instances for now. */
  #othersFirst = false;

  readonly #ports: CallActorsPorts & ActorPorts<CallActor>;

  constructor(instance: Instance, ports: CallActorsPorts) {
    this.#instance = instance;
    this.#ports = { ...ports, dropped: (actor) => this.#drop(actor) };
  }

  get(key: string): CallActor | undefined {
    return this.#held.get(key);
  }

  all(): readonly CallActor[] {
    return [...this.#held.values()];
  }

  /** Begins a call of our own, before anything is sent. It is claimed first, so that no other instance takes it because of an event. */
  async open(record: CallRecord, begin: (turn: Turn) => void): Promise<CallActor> {
    const held = await this.#instance.store.claim(this.#instance.settings.leaseMs, record.key);
    if (!held) throw new RangeError(`the key ${record.key} is not new`);
    const actor = this.#keep(new CallActor(this.#instance, this.#ports, held.lease, record));
    try {
      await actor.begin(held, begin);
    } catch (error) {
      actor.lose("the store did not take its beginning");
      throw error;
    }
    return actor;
  }

  /** There is news of a call: its actor looks, or the call is claimed if no instance has it. */
  wake(key: string): void {
    const { clock, settings } = this.#instance;
    const look = () => this.#held.get(key)?.wake() ?? (this.#othersFirst ? Promise.resolve() : this.claim(key));
    insist<unknown>(look, { clock, until: clock.now() + settings.leaseMs, vain: () => this.#closed }).catch((error) =>
      reportError(this.#instance, "workFailed", error),
    );
  }

  /** Takes a call, unless another instance has it. */
  claim(key: string): Promise<CallActor | undefined> {
    const under = this.#claiming.get(key);
    // A hint during a claim may be about something newer than the claim saw.
    if (under) return under.then(lookAgain);
    if (!this.#takes) return Promise.resolve(undefined);
    const claiming = this.#claim(key).finally(() => this.#claiming.delete(key));
    this.#claiming.set(key, claiming);
    return claiming;
  }

  /** The store is away, and leases run out. Until the next `sweep`, events do not make this instance take a call: the others renew theirs first. */
  letOthersRenew(): void {
    this.#othersFirst = true;
  }

  /** Takes the calls that need attention: those without an instance, and those with timers that are due. */
  async sweep(): Promise<void> {
    this.#othersFirst = false;
    while (this.#takes) {
      this.#sweeping = this.#takeAny();
      if (!(await this.#sweeping)) return;
    }
  }

  /** Renews every lease. Calls whose lease is gone get their record written again, or turn out to be another instance's. */
  async renew(): Promise<void> {
    const actors = this.all();
    if (actors.length === 0) return;
    const { store, clock, settings } = this.#instance;
    const askedAt = momentOf(clock);
    const leases = actors.map((actor) => actor.lease);
    const standing = new Set((await store.renew(leases, settings.leaseMs)).map(({ key }) => key));
    for (const [index, actor] of actors.entries()) {
      // Meanwhile the actor has released its lease, or has a new one.
      if (actor.lease !== leases[index]) continue;
      if (standing.has(actor.lease.key)) actor.validity.renewed(askedAt);
      // If another instance has the call it is dropped here; if the store is away the next renewal tries again.
      else actor.rewrite().catch(() => {});
    }
  }

  /** Asks the provider about every call, since callbacks that found no store may never come again. */
  async reconcile(): Promise<void> {
    await Promise.allSettled(this.all().map((actor) => actor.apply((turn) => void turn.perform("inspect"))));
  }

  /** Resolves when everything that was begun here is written. */
  async idle(): Promise<void> {
    await this.#taken();
    await Promise.allSettled(this.all().map((actor) => actor.idle()));
  }

  /** Sets which calls are taken from now on. The calls of this instance are still served. */
  limit(intake: Intake): void {
    this.#intake = intake;
  }

  get intake(): Intake {
    return this.#intake;
  }

  /** Takes no more calls. Resolves when the claims under way have ended. */
  async stopTaking(): Promise<void> {
    this.#closed = true;
    await this.#taken();
  }

  /** Gives all calls back, each when its requests are answered. @returns what went wrong. */
  async close(): Promise<readonly unknown[]> {
    await this.stopTaking();
    const { clock, requests } = this.#instance;
    const released = await Promise.allSettled(
      this.all().map(async (actor) => {
        await atMost(clock, requestsMs, requests.idle(actor));
        await actor.release();
      }),
    );
    return released.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
  }

  /** No more calls are taken. */
  get closed(): boolean {
    return this.#closed;
  }

  get #takes(): boolean {
    return !this.#closed && this.#intake !== "others";
  }

  /** Resolves when the claims under way have ended. */
  async #taken(): Promise<void> {
    await Promise.allSettled([...this.#claiming.values(), this.#sweeping]);
  }

  /** @returns whether there was anything to take. */
  async #takeAny(): Promise<boolean> {
    const held = await this.#instance.store.claim(this.#instance.settings.leaseMs);
    if (held) await this.#take(held);
    return held !== undefined;
  }

  async #claim(key: string): Promise<CallActor | undefined> {
    const held = await this.#instance.store.claim(this.#instance.settings.leaseMs, key);
    return held && this.#take(held);
  }

  async #take(held: Held): Promise<CallActor | undefined> {
    if (held.record !== undefined) return this.#resume(held, changeRecord(decodeRecord(held.record), {}));
    const incoming = findIncoming(held);
    if (!incoming) return this.#ignore(held);
    const actor = this.#keep(
      new CallActor(this.#instance, this.#ports, held.lease, recordOf(this.#instance, incoming, held)),
    );
    await actor.begin(held, (turn) => announce(turn, incoming, this.#intake === "turns-away"));
    return actor;
  }

  async #resume(held: Held, record: CallRecord): Promise<CallActor> {
    const actor = this.#keep(new CallActor(this.#instance, this.#ports, held.lease, record));
    await actor.begin(held, (turn) => {
      turn.handedOver = held.due.includes(timerNames.handOver);
      // Also if the store had lost the lease, in which case no timer says that the call was handed over.
      if (!isFinal(record)) recover(turn);
    });
    return actor;
  }

  /** Events of an unknown call, or of none. Signals that the adapter does not recognize are delivered; a log line reports the others. */
  async #ignore(held: Held): Promise<undefined> {
    const bodies = held.inbox.map((entry) => decodeEntry(entry.body));
    for (const body of bodies)
      if (body.kind === "unrecognized") this.#ports.deliverUncorrelated(body, memberOf(held.lease.key));
    observeUnknown(this.#instance, held.lease.key, bodies);
    const applied = held.inbox.map((entry) => entry.id);
    const timers = Object.fromEntries(held.due.map((name) => [name, null]));
    const { store, settings } = this.#instance;
    const change = { applied, timers, release: true, forgetInMs: settings.keepEndedMs };
    await store.commit(held.lease, change, settings.leaseMs);
    return undefined;
  }

  /** One actor a call: an earlier one whose lease ran out here unnoticed must not act any more. */
  #keep(actor: CallActor): CallActor {
    this.#held.get(actor.record.key)?.superseded();
    this.#held.set(actor.record.key, actor);
    this.#count(actor, 1);
    return actor;
  }

  #drop(actor: CallActor): void {
    if (this.#held.get(actor.record.key) !== actor) return;
    this.#held.delete(actor.record.key);
    this.#count(actor, -1);
  }

  #count({ record }: CallActor, by: number): void {
    this.#instance.telemetry.measure("held", by, { "trunkline.provider": record.provider });
  }
}

async function lookAgain(actor: CallActor | undefined): Promise<CallActor | undefined> {
  await actor?.wake();
  return actor;
}
