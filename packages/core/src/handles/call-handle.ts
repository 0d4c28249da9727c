import type { AnyAdapter } from "../adapter/composite.js";
import type { Call, CallData, CallEventHandler, CallEventName, Snapshot } from "../interface/call.js";
import type { Operation } from "../interface/operation.js";
import { attempt, type CallVerb, type Task } from "../operations/call-verb.js";
import type { KnownCall } from "../operations/check-verb.js";
import type { CallRecord } from "../record/call-record.js";
import { readTiming } from "../record/timing.js";
import { capabilitiesOf } from "../verbs/capabilities.js";
import { callVerbs } from "../verbs/verb-table.js";
import type { EndReason } from "../words/call-state.js";
import { CallingError } from "../words/calling-error.js";
import type { Participant } from "../words/inputs-and-results.js";
import type { Tone } from "../words/tone.js";

/** What a handle needs of its call, wherever that is held. */
export interface CallAccess extends KnownCall {
  readonly connected: Promise<void>;
  readonly admitted: Promise<void>;
  readonly ended: Promise<EndReason>;
  readonly signal: AbortSignal;
  readonly data: CallData<unknown>;
  newId(): string;
  /** By our clock, ms since 1970. */
  now(): number;
  perform<A extends readonly unknown[], I, T>(verb: CallVerb<A, I, T>, task: Task<I>): Operation<T>;
  /** Reads the record as it stands now. */
  look<T>(read: (record: CallRecord) => T): Promise<T>;
  listen<K extends CallEventName | "*">(type: K, handler: CallEventHandler<K, AnyAdapter, unknown>): () => void;
  keys(): AsyncIterable<Tone>;
}

/** The bot's handle of a call. A class: there is one for every live call, and its verbs are there once. */
export class CallHandle implements Call {
  readonly id: Call["id"];
  readonly ref: Call["ref"];
  readonly provider: Call["provider"];
  readonly direction: Call["direction"];
  readonly from: Call["from"];
  readonly to: Call["to"];
  readonly forwardedFrom: Call["forwardedFrom"];
  readonly #call: CallAccess;

  constructor(call: CallAccess) {
    const { record } = call;
    this.id = record.key;
    this.ref = call.ref;
    this.provider = record.provider;
    this.direction = record.direction;
    this.from = record.from;
    this.to = record.to;
    this.forwardedFrom = record.forwardedFrom;
    this.#call = call;
  }

  get providerCallId(): string | undefined {
    return this.#call.record.providerCallId || undefined;
  }

  get signal(): AbortSignal {
    return this.#call.signal;
  }

  get capabilities(): Call["capabilities"] {
    return capabilitiesOf(this.#call.adapter, this.#call.record);
  }

  get connected(): Promise<void> {
    return this.#call.connected;
  }

  get admitted(): Promise<void> {
    return this.#call.admitted;
  }

  get ended(): Promise<EndReason> {
    return this.#call.ended;
  }

  get data(): CallData<unknown> {
    return this.#call.data;
  }

  snapshot(): Promise<Snapshot<unknown>> {
    return this.#call.look(({ state, end, released, data, participants, inLobby, timing }) => ({
      ...{ state, end, released, participants, inLobby },
      data: structuredClone(data),
      timing: readTiming(timing, this.#call.now()),
    }));
  }

  participants(): Promise<readonly Participant[]> {
    return this.#call.look((record) => record.participants);
  }

  hangUp(...given: Parameters<Call["hangUp"]>): ReturnType<Call["hangUp"]> {
    return this.#run(callVerbs.hangUp, ...given);
  }

  transfer(...given: Parameters<Call["transfer"]>): ReturnType<Call["transfer"]> {
    return this.#run(callVerbs.transfer, ...given);
  }

  sendDtmf(...given: Parameters<Call["sendDtmf"]>): ReturnType<Call["sendDtmf"]> {
    return this.#run(callVerbs.sendDtmf, ...given);
  }

  dtmf(): AsyncIterable<Tone> {
    return this.#call.keys();
  }

  collectDtmf(...given: Parameters<Call["collectDtmf"]>): ReturnType<Call["collectDtmf"]> {
    return this.#run(callVerbs.collectDtmf, ...given);
  }

  play(...given: Parameters<Call["play"]>): ReturnType<Call["play"]> {
    return this.#run(callVerbs.play, ...given);
  }

  cancelMedia(...given: Parameters<Call["cancelMedia"]>): ReturnType<Call["cancelMedia"]> {
    return this.#run(callVerbs.cancelMedia, ...given);
  }

  muteSelf(...given: Parameters<Call["muteSelf"]>): ReturnType<Call["muteSelf"]> {
    return this.#run(callVerbs.muteSelf, ...given);
  }

  unmuteSelf(...given: Parameters<Call["unmuteSelf"]>): ReturnType<Call["unmuteSelf"]> {
    return this.#run(callVerbs.unmuteSelf, ...given);
  }

  addParticipant(...given: Parameters<Call["addParticipant"]>): ReturnType<Call["addParticipant"]> {
    return this.#run(callVerbs.addParticipant, ...given);
  }

  removeParticipant(...given: Parameters<Call["removeParticipant"]>): ReturnType<Call["removeParticipant"]> {
    return this.#run(callVerbs.removeParticipant, ...given);
  }

  mute(...given: Parameters<Call["mute"]>): ReturnType<Call["mute"]> {
    return this.#run(callVerbs.mute, ...given);
  }

  unmute(...given: Parameters<Call["unmute"]>): ReturnType<Call["unmute"]> {
    return this.#run(callVerbs.unmute, ...given);
  }

  hold(...given: Parameters<Call["hold"]>): ReturnType<Call["hold"]> {
    return this.#run(callVerbs.hold, ...given);
  }

  unhold(...given: Parameters<Call["unhold"]>): ReturnType<Call["unhold"]> {
    return this.#run(callVerbs.unhold, ...given);
  }

  on<K extends CallEventName | "*">(type: K, handler: CallEventHandler<K, AnyAdapter, unknown>): () => void {
    return this.#call.listen(type, handler);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      // It goes on without the bot.
      if ((await this.snapshot()).released) return;
      await this.hangUp();
    } catch (error) {
      // One that turns out to be over, or another instance's, is left alone: nothing is to be ended here.
      if (!CallingError.is(error) || (error.code !== "call-ended" && error.code !== "superseded")) throw error;
    }
  }

  #run<A extends readonly unknown[], I, T>(verb: CallVerb<A, I, T>, ...given: A): Operation<T> {
    const call = this.#call;
    const id = call.newId();
    return attempt(call, id, verb.name, () => call.perform(verb, { id, ...verb.read(call, ...given) }));
  }
}
