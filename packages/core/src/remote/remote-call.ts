import type { Instance } from "../actor/instance.js";
import type { Adapter } from "../adapter/adapter.js";
import { steady } from "../base/clock.js";
import { leftAlone } from "../events/left-alone.js";
import type { Reporting } from "../events/report-error.js";
import type { CallData } from "../interface/call.js";
import type { Operation } from "../interface/operation.js";
import type { CallVerb, Task } from "../operations/call-verb.js";
import { refOf } from "../record/call-key.js";
import { type CallRecord, isAdmitted } from "../record/call-record.js";
import { decodeError, encodeEnd } from "../record/error-codec.js";
import { decodeRecord } from "../record/record-codec.js";
import { insist } from "../store/insist.js";
import type { EndReason } from "../words/call-state.js";
import { CallingError } from "../words/calling-error.js";
import { followEnd, followRecord, forgotten } from "./follow-record.js";
import { remoteData } from "./remote-data.js";
import { type CommandPorts, sendCommand, storeMs } from "./send-command.js";

/** What a call elsewhere needs of this instance. */
export type RemotePorts = CommandPorts & Reporting & Pick<Instance, "adapterOf">;

/**
 * A call that another instance holds. Verbs travel to it through the store and their outcomes come back the same way. Its events and
 * keys go to that instance.
 */
export class RemoteCall {
  readonly instance: RemotePorts;
  readonly adapter: Adapter;
  readonly ref: string;
  readonly #connected = once(() => this.#reach((record) => record.wasConnected));
  readonly #admitted = once(() => this.#reach(isAdmitted));
  readonly #ended = once(() => followEnd(this.instance, this.#record.key, { seen: (record) => this.seen(record) }));
  readonly #abort = new AbortController();
  readonly #watchEnd = once(async () => this.#abort.abort(callEnded(await this.ended, this.ref)));
  #record: CallRecord;

  constructor(instance: RemotePorts, record: CallRecord) {
    this.instance = instance;
    this.adapter = instance.adapterOf(record.member);
    this.ref = refOf(record);
    this.#record = record;
  }

  /** What the instance that has the call wrote last, as far as this one has looked. */
  get record(): CallRecord {
    return this.#record;
  }

  newId(): string {
    return this.instance.newId();
  }

  now(): number {
    return this.instance.clock.now();
  }

  /** The call's instance has written this. */
  seen(record: CallRecord): void {
    this.#record = record;
  }

  requireLive(): void {
    if (this.#record.end) throw callEnded(this.#record.end, this.ref);
  }

  perform<A extends readonly unknown[], I, T>(verb: CallVerb<A, I, T>, task: Task<I>): Operation<T> {
    return sendCommand(this, verb, task);
  }

  look<T>(read: (record: CallRecord) => T): Promise<T> {
    return leftAlone(this.instance, this.current().then(read));
  }

  /** The record as it is now. One that is lost is waited for; that of a call that is over may be forgotten, and what was seen of it stands. */
  async current(): Promise<CallRecord> {
    const { store } = this.instance;
    const { key, end } = this.#record;
    if (!end) {
      this.seen(await followRecord(this.instance, key, (record) => this.present(record), { storeMs }));
      return this.#record;
    }
    const clock = steady(this.instance.clock);
    const stored = await insist(() => store.read(key), { clock, until: clock.now() + storeMs });
    if (stored !== undefined) this.seen(decodeRecord(stored));
    return this.#record;
  }

  /** @throws CallingError `not-found`. */
  present(record: CallRecord | undefined, verb?: string): CallRecord {
    if (record) return record;
    const about = { provider: this.#record.provider, callRef: this.ref, ...(verb === undefined ? {} : { verb }) };
    throw new CallingError("not-found", "the call is forgotten", about);
  }

  get data(): CallData<unknown> {
    return remoteData(this);
  }

  get connected(): Promise<void> {
    return this.#connected();
  }

  get admitted(): Promise<void> {
    return this.#admitted();
  }

  get ended(): Promise<EndReason> {
    return this.#ended();
  }

  get signal(): AbortSignal {
    void this.#watchEnd();
    return this.#abort.signal;
  }

  listen(): never {
    throw this.#goElsewhere("the events", "on");
  }

  keys(): never {
    throw this.#goElsewhere("the keys", "dtmf");
  }

  #goElsewhere(what: string, verb: string): CallingError {
    return new CallingError("superseded", `${what} of this call go to the instance that has it`, {
      ...{ provider: this.#record.provider, verb, callRef: this.ref },
      hint: "Listen with calling.on() on every instance: one of them has the call.",
    });
  }

  async #reach(there: (record: CallRecord) => boolean): Promise<void> {
    await followRecord(this.instance, this.#record.key, (record) => {
      if (record) this.seen(record);
      if (record && there(record)) return true;
      if (!record || record.end) throw callEnded(record?.end ?? forgotten, this.ref);
      return undefined;
    });
  }
}

function callEnded(reason: EndReason, ref: string): CallingError {
  return decodeError(encodeEnd(reason), { callRef: ref });
}

/** Made when it is first asked for. A rejection counts as handled: a bot need not await it. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    made.catch(() => {});
    return made;
  };
}
