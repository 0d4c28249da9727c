import { atMost } from "../base/wait.js";
import { reportError } from "../events/report-error.js";
import type { CallRecord } from "../record/call-record.js";
import { copyOf } from "../record/change-record.js";
import { isFinal } from "../record/is-final.js";
import { memberOf } from "../record/member-key.js";
import { decodeEntry, decodeRecord } from "../record/record-codec.js";
import { recover } from "../reduce/recover.js";
import { type Turn, timerNames } from "../reduce/turn.js";
import { insist } from "../store/insist.js";
import type { Held } from "../store/store.js";
import { CallHolder } from "./call-holder.js";
import { observeUnknown } from "./observe-unknown.js";
import { announce, findIncoming, recordOf } from "./open-incoming.js";
import type { Runtime } from "./runtime.js";
import { momentOf } from "./tenure.js";

/**
 * Which calls an instance takes. `others`: none more, another instance takes them. `turns-away`: it closes and no other could take
 * them, so it rejects each as busy.
 */
export type Intake = "open" | "others" | "turns-away";

/** How long a call waits for the answers to its requests before it is handed over all the same, ms. */
const requestsMs = 5000;

/** The calls that this instance holds, and how it comes by them. */
export class Holders {
  readonly #held = new Map<string, CallHolder>();
  readonly #claiming = new Map<string, Promise<CallHolder | undefined>>();
  readonly #runtime: Runtime;
  /** The call that the look-out is taking. */
  #sweeping: Promise<boolean> = Promise.resolve(false);
  #intake: Intake = "open";
  #closed = false;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  get(key: string): CallHolder | undefined {
    return this.#held.get(key);
  }

  all(): readonly CallHolder[] {
    return [...this.#held.values()];
  }

  drop(holder: CallHolder): void {
    if (this.#held.get(holder.record.key) !== holder) return;
    this.#held.delete(holder.record.key);
    this.#count(holder, -1);
  }

  /** A call of our own, before anything is sent: claimed first, so that no event of it finds another holder. */
  async open(record: CallRecord, begin: (turn: Turn) => void): Promise<CallHolder> {
    const held = await this.#runtime.store.claim(this.#runtime.settings.leaseMs, record.key);
    if (!held) throw new RangeError(`the key ${record.key} is not new`);
    const holder = this.#keep(new CallHolder(this.#runtime, held.lease, record));
    try {
      await holder.begin(held, begin);
    } catch (error) {
      holder.lose("the store did not take its beginning");
      throw error;
    }
    return holder;
  }

  /** There is news of a call: its holder looks; one that nobody holds is taken. */
  wake(key: string): void {
    const { clock, settings } = this.#runtime;
    const look = () => this.#held.get(key)?.wake() ?? this.claim(key);
    insist<unknown>(look, { clock, until: clock.now() + settings.leaseMs, vain: () => this.#closed }).catch((error) =>
      reportError(this.#runtime, "workFailed", error),
    );
  }

  /** Takes a call, unless somebody else has it. */
  claim(key: string): Promise<CallHolder | undefined> {
    const under = this.#claiming.get(key);
    // A hint that came while the claim was under way may be of something newer than it saw.
    if (under) return under.then(lookAgain);
    if (!this.#takes) return Promise.resolve(undefined);
    const claiming = this.#claim(key).finally(() => this.#claiming.delete(key));
    this.#claiming.set(key, claiming);
    return claiming;
  }

  /** Takes whatever in the store needs a look: calls whose holder is gone, timers that are due. */
  async sweep(): Promise<void> {
    while (this.#takes) {
      this.#sweeping = this.#takeAny();
      if (!(await this.#sweeping)) return;
    }
  }

  /** Renews every lease. Calls whose lease is gone are ours no more. */
  async renew(): Promise<void> {
    const holders = this.all();
    if (holders.length === 0) return;
    const { store, clock, settings } = this.#runtime;
    const askedAt = momentOf(clock);
    const leases = holders.map((holder) => holder.lease);
    const standing = new Set((await store.renew(leases, settings.leaseMs)).map(({ key }) => key));
    for (const [index, holder] of holders.entries()) {
      // A lease that is not the holder's any more was given up, or regained, meanwhile.
      if (holder.lease !== leases[index]) continue;
      if (standing.has(holder.lease.key)) holder.tenure.renewed(askedAt);
      // Superseded it is no more of ours; and without the store it is tried again.
      else holder.rewrite().catch(() => {});
    }
  }

  /** Asks the provider about every call: callbacks that found no store may never come again. */
  async reconcile(): Promise<void> {
    await Promise.allSettled(this.all().map((holder) => holder.apply((turn) => void turn.perform("inspect"))));
  }

  /** Resolves when nothing that was begun here waits to be written. */
  async idle(): Promise<void> {
    await this.#taken();
    await Promise.allSettled(this.all().map((holder) => holder.idle()));
  }

  /** Which calls are taken from now on. Those that are held go on being served. */
  limit(intake: Intake): void {
    this.#intake = intake;
  }

  get intake(): Intake {
    return this.#intake;
  }

  /** Takes no call at all any more. Resolves when those that are being taken are there. */
  async stopTaking(): Promise<void> {
    this.#closed = true;
    await this.#taken();
  }

  /** Gives all calls back, each when its requests are answered. @returns what went wrong. */
  async close(): Promise<readonly unknown[]> {
    await this.stopTaking();
    const { clock, requests } = this.#runtime;
    const released = await Promise.allSettled(
      this.all().map(async (holder) => {
        await atMost(clock, requestsMs, requests.idle(holder));
        await holder.release();
      }),
    );
    return released.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
  }

  /** It takes no call at all any more. */
  get closed(): boolean {
    return this.#closed;
  }

  get #takes(): boolean {
    return !this.#closed && this.#intake !== "others";
  }

  /** Resolves when the calls that are being taken are there. */
  async #taken(): Promise<void> {
    await Promise.allSettled([...this.#claiming.values(), this.#sweeping]);
  }

  /** @returns whether there was anything to take. */
  async #takeAny(): Promise<boolean> {
    const held = await this.#runtime.store.claim(this.#runtime.settings.leaseMs);
    if (held) await this.#take(held);
    return held !== undefined;
  }

  async #claim(key: string): Promise<CallHolder | undefined> {
    const held = await this.#runtime.store.claim(this.#runtime.settings.leaseMs, key);
    return held && this.#take(held);
  }

  async #take(held: Held): Promise<CallHolder | undefined> {
    if (held.record !== undefined) return this.#resume(held, copyOf(decodeRecord(held.record)));
    const incoming = findIncoming(held);
    if (!incoming) return this.#ignore(held);
    const holder = this.#keep(new CallHolder(this.#runtime, held.lease, recordOf(this.#runtime, incoming, held)));
    await holder.begin(held, (turn) => announce(turn, incoming, this.#intake === "turns-away"));
    return holder;
  }

  async #resume(held: Held, record: CallRecord): Promise<CallHolder> {
    const holder = this.#keep(new CallHolder(this.#runtime, held.lease, record));
    await holder.begin(held, (turn) => {
      turn.handedOver = held.due.includes(timerNames.handOver);
      // Whatever became of the lease: one that the store has lost tells of no takeover.
      if (!isFinal(record)) recover(turn);
    });
    return holder;
  }

  /** Events of a call that is not known, or of none: what no adapter knows is told, and of the rest a line says what it means. */
  async #ignore(held: Held): Promise<undefined> {
    const bodies = held.inbox.map((entry) => decodeEntry(entry.body));
    for (const body of bodies)
      if (body.kind === "unrecognized") this.#runtime.deliverStray(body, memberOf(held.lease.key));
    observeUnknown(this.#runtime, held.lease.key, bodies);
    const applied = held.inbox.map((entry) => entry.id);
    const timers = Object.fromEntries(held.due.map((name) => [name, null]));
    await this.#runtime.store.commit(
      held.lease,
      { applied, timers, release: true, forgetInMs: this.#runtime.settings.keepEndedMs },
      this.#runtime.settings.leaseMs,
    );
    return undefined;
  }

  /** One holder a call: an earlier one whose lease ran out here, unnoticed, may do nothing more to it. */
  #keep(holder: CallHolder): CallHolder {
    this.#held.get(holder.record.key)?.superseded();
    this.#held.set(holder.record.key, holder);
    this.#count(holder, 1);
    return holder;
  }

  #count({ record }: CallHolder, by: number): void {
    this.#runtime.telemetry.measure("held", by, { "trunkline.provider": record.provider });
  }
}

async function lookAgain(holder: CallHolder | undefined): Promise<CallHolder | undefined> {
  await holder?.wake();
  return holder;
}
