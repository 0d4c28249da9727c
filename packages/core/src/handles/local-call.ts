import type { CallActor } from "../actor/call-actor.js";
import type { Adapter } from "../adapter/adapter.js";
import type { AnyAdapter } from "../adapter/composite.js";
import { leftAlone } from "../events/left-alone.js";
import type { CallData, CallEventHandler, CallEventName } from "../interface/call.js";
import type { Operation } from "../interface/operation.js";
import type { CallVerb, Task } from "../operations/call-verb.js";
import type { CallRecord } from "../record/call-record.js";
import { encodeData } from "../record/record-codec.js";
import { followEnd } from "../remote/follow-record.js";
import type { EndReason } from "../words/call-state.js";
import type { Tone } from "../words/tone.js";
import { listen, pressedKeys } from "./listen.js";

/** A call that this instance holds, as its handle gets at it. */
export class LocalCall {
  readonly #actor: CallActor;

  constructor(actor: CallActor) {
    this.#actor = actor;
  }

  get adapter(): Adapter {
    return this.#actor.adapter;
  }

  get ref(): string {
    return this.#actor.ref;
  }

  get record(): CallRecord {
    return this.#actor.record;
  }

  newId(): string {
    return this.#actor.instance.newId();
  }

  now(): number {
    return this.#actor.instance.clock.now();
  }

  requireLive(): void {
    this.#actor.requireLive();
  }

  perform<A extends readonly unknown[], I, T>(verb: CallVerb<A, I, T>, task: Task<I>): Operation<T> {
    return verb.perform(this.#actor, task);
  }

  async look<T>(read: (record: CallRecord) => T): Promise<T> {
    return read(this.#actor.record);
  }

  get connected(): Promise<void> {
    return this.#actor.life.connected.promise;
  }

  get admitted(): Promise<void> {
    return this.#actor.life.admitted.promise;
  }

  get ended(): Promise<EndReason> {
    return endOf(this.#actor);
  }

  get signal(): AbortSignal {
    return this.#actor.life.end.signal;
  }

  get data(): CallData<unknown> {
    return dataOf(this.#actor);
  }

  listen<K extends CallEventName | "*">(type: K, handler: CallEventHandler<K, AnyAdapter, unknown>): () => void {
    return listen(this.#actor, type, handler);
  }

  keys(): AsyncIterable<Tone> {
    return pressedKeys(this.#actor);
  }
}

/** Calls whose end is waited for: once this instance has lost one, it is looked for in the store, a lost lease may be one of thousands. */
const followed = new WeakSet<CallActor>();

/** Resolves when the call is over, wherever it is held by then. */
function endOf(actor: CallActor): Promise<EndReason> {
  const { life, instance, record } = actor;
  if (!followed.has(actor)) {
    followed.add(actor);
    const follow = () => {
      if (!life.ended.settled) void followEnd(instance, record.key).then((reason) => life.ended.resolve(reason));
    };
    if (life.end.over) follow();
    else life.end.on(follow);
  }
  return life.ended.promise;
}

/** The bot's own record of a call. Written under the lease, so that two writers never mix. */
function dataOf(actor: CallActor): CallData<unknown> {
  const { instance } = actor;
  const update = async (change: (before: unknown) => unknown): Promise<unknown> => {
    let data: unknown;
    await actor.apply((turn) => {
      const next = encodeData(actor.instance.settings.data, change(structuredClone(turn.record.data)));
      turn.set({ data: next });
      data = next;
    });
    return data;
  };
  const set = async (value: unknown): Promise<void> => {
    const data = encodeData(actor.instance.settings.data, value);
    await actor.apply((turn) => turn.set({ data }));
  };
  return {
    // A copy: the bot may change it, and writes it back if it wants to.
    get: async () => structuredClone(actor.record.data),
    set: (value) => leftAlone(instance, set(value), actor),
    update: (change) => leftAlone(instance, update(change), actor),
  };
}
