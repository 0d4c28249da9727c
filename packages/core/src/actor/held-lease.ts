import { refOf } from "../record/call-key.js";
import { type CallRecord, isFinal } from "../record/call-record.js";
import { decodeRecord, encodeRecord } from "../record/record-codec.js";
import { timerNames } from "../reduce/turn.js";
import { insist } from "../store/insist.js";
import type { Change, Held, Lease, Waiting } from "../store/store.js";
import { CallingError } from "../words/calling-error.js";
import type { Instance } from "./instance.js";
import { LeaseValidity } from "./lease-validity.js";

/** What the lease needs of the instance. */
type LeasePorts = Pick<Instance, "store" | "clock" | "settings">;

/** The actor that has the lease. */
interface Holding {
  /** The record as last committed. */
  readonly record: CallRecord;
  /** The store may have news. */
  wake(): Promise<void>;
  /** The store had lost the record, and gets it again. */
  restored(): void;
}

/** How often, and at what interval in ms, a call that the store has lost is claimed while another instance looks at what is left of it. */
const mostTries = 25;
const againMs = 200;
/** How long it takes at most, ms, until a lost record is back once its instance has noticed, which happens when it renews the lease. */
export const regainMs = mostTries * againMs;

/** The lease of one call: what is written under it, and what happens when the store refuses it. */
export class HeldLease {
  readonly validity: LeaseValidity;
  #lease: Lease;
  /** A write has failed, and the actor is about to look again at what waits in the store. */
  #behind = false;
  /** The store has lost the call, so the next write contains all of it. */
  #lost = false;
  /** When each timer is due by the steady clock, ms. Kept here because a store outside the process may lose it. */
  readonly #timers: Map<string, number> | undefined;
  readonly #instance: LeasePorts;
  readonly #holding: Holding;

  constructor(instance: LeasePorts, lease: Lease, holding: Holding) {
    this.#instance = instance;
    this.#lease = lease;
    this.#holding = holding;
    this.validity = new LeaseValidity(instance.clock, instance.settings.leaseMs);
    this.#timers = instance.store.inProcess ? undefined : new Map();
  }

  get lease(): Lease {
    return this.#lease;
  }

  /** Writes under the lease. @returns what waits now; `undefined` when another instance has the call. */
  async write(change: Change): Promise<Waiting | undefined> {
    try {
      const waiting = await this.#commit(change);
      if (waiting || !(await this.#regain())) return waiting;
      return await this.#commit(change);
    } catch (error) {
      this.#catchUp();
      throw error;
    }
  }

  /**
   * Gives the call back. A timer that is due at once makes another instance take it. A store that may have lost parts of the call gets
   * all of it, since the next instance knows only what the store has.
   * @param begun the first turn is written. Until then the call is described by what waits in the store.
   * @returns whether the call was still ours.
   */
  async giveBack(begun: boolean): Promise<boolean> {
    const change: Change = { release: true, timers: { [timerNames.handOver]: 0 } };
    const given = await this.write(begun && this.#timers ? this.#whole(change) : change);
    return given !== undefined;
  }

  async #commit(change: Change): Promise<Waiting | undefined> {
    const { store, settings } = this.#instance;
    const askedAt = this.validity.now();
    const waiting = await store.commit(this.#lease, this.#lost ? this.#whole(change) : change, settings.leaseMs);
    if (!waiting) return undefined;
    this.validity.renewed(askedAt);
    this.#noteTimers(change.timers, askedAt.steady);
    this.#lost = false;
    return waiting;
  }

  /**
   * The store refuses the lease: another instance has the call, or the store has lost it (FLUSHALL, an eviction, a restart without
   * persistence). The record shows which, since an instance that takes a call writes it. If no instance has the call and no newer record
   * exists, the call is claimed again, by one instance only, and restored from here.
   */
  async #regain(): Promise<boolean> {
    const { store, clock, settings } = this.#instance;
    const { key } = this.#lease;
    for (let tries = 0; tries < mostTries; tries++) {
      const stored = await store.read(key);
      if (stored === undefined ? this.#mayBeForgotten() : this.#isNewer(decodeRecord(stored))) return false;
      const held = await store.claim(settings.leaseMs, key);
      if (held) return this.#take(held);
      if (stored !== undefined) return false;
      await new Promise<void>((resolve) => clock.setTimer(againMs, resolve));
    }
    return false;
  }

  async #take(held: Held): Promise<boolean> {
    const { store, settings } = this.#instance;
    const record = held.record === undefined ? undefined : decodeRecord(held.record);
    if (record && this.#isNewer(record)) {
      const forget = isFinal(record) ? { forgetInMs: settings.keepEndedMs } : { timers: { [timerNames.handOver]: 0 } };
      await store.commit(held.lease, { release: true, ...forget }, settings.leaseMs);
      return false;
    }
    this.#lease = held.lease;
    this.#lost = true;
    this.#holding.restored();
    return true;
  }

  #isNewer({ turns }: CallRecord): boolean {
    return turns > this.#holding.record.turns;
  }

  /** The lease was lost for so long that another instance may have served the call to its end. */
  #mayBeForgotten(): boolean {
    const { leaseMs, keepEndedMs } = this.#instance.settings;
    return !this.validity.renewedWithin(Math.max(leaseMs, keepEndedMs));
  }

  /** The change, together with everything that the store has lost. */
  #whole(change: Change): Change {
    const now = this.validity.now().steady;
    const left = [...(this.#timers ?? [])].map(([name, at]) => [name, Math.max(at - now, 0)] as const);
    const { record = encodeRecord(this.#holding.record) } = change;
    return { ...change, record, timers: { ...Object.fromEntries(left), ...change.timers } };
  }

  #noteTimers(timers: Change["timers"], now: number): void {
    if (!this.#timers || !timers) return;
    for (const [name, ms] of Object.entries(timers)) {
      if (ms === null) this.#timers.delete(name);
      else this.#timers.set(name, now + ms);
    }
  }

  /** Looks again as soon as the store answers: by the next renewal the caller may be gone. */
  #catchUp(): void {
    if (this.#behind) return;
    this.#behind = true;
    const { clock } = this.#instance;
    insist(() => this.#holding.wake(), { clock })
      .catch(() => {})
      .finally(() => {
        this.#behind = false;
      });
  }
}

/** What everything fails with that is done on a call after its lease is gone. */
export function leaseLost(record: CallRecord, why: string): CallingError {
  return new CallingError("superseded", `call ${record.key}: ${why}`, {
    callRef: refOf(record),
    hint: "Let the instance that has the call go on with it.",
  });
}
