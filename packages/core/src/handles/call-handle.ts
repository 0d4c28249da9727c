import type { CallActor } from "../actor/call-actor.js";
import { capabilitiesOf } from "../adapter/capabilities-of.js";
import type { AnyAdapter } from "../adapter/composite.js";
import type {
  Call,
  CollectOptions,
  PlayOptions,
  SendDtmfOptions,
  Snapshot,
  TransferOptions,
} from "../interface/call.js";
import type { CallData } from "../interface/call-data.js";
import type { CallEventHandler, CallEventName } from "../interface/call-events.js";
import { followEnd } from "../remote/follow-record.js";
import { cancelMedia } from "../verbs/cancel-media.js";
import { collectDtmf } from "../verbs/collect-dtmf.js";
import { dtmf } from "../verbs/dtmf.js";
import { hangUp } from "../verbs/hang-up.js";
import { play } from "../verbs/play.js";
import { sendDtmf } from "../verbs/send-dtmf.js";
import { transfer } from "../verbs/transfer.js";
import type { EndReason } from "../words/end-reason.js";
import type { Participant } from "../words/participant.js";
import type { PartyLike } from "../words/party.js";
import type { Prompt } from "../words/prompt.js";
import type { Tone } from "../words/tone.js";
import { callData } from "./call-data.js";
import { leaveScope } from "./leave-scope.js";
import { listen } from "./listen.js";

/** The bot's handle of a call that this instance holds. A class: there is one for every live call, and its verbs are there once. */
export class CallHandle implements Call {
  readonly id: Call["id"];
  readonly ref: Call["ref"];
  readonly provider: Call["provider"];
  readonly direction: Call["direction"];
  readonly from: Call["from"];
  readonly to: Call["to"];
  readonly forwardedFrom: Call["forwardedFrom"];
  readonly #actor: CallActor;

  constructor(actor: CallActor) {
    const { record } = actor;
    this.id = record.key;
    this.ref = actor.ref;
    this.provider = record.provider;
    this.direction = record.direction;
    this.from = record.from;
    this.to = record.to;
    this.forwardedFrom = record.forwardedFrom;
    this.#actor = actor;
  }

  get providerCallId(): string | undefined {
    return this.#actor.record.providerCallId || undefined;
  }

  get signal(): AbortSignal {
    return this.#actor.life.end.signal;
  }

  get capabilities(): Call["capabilities"] {
    return capabilitiesOf(this.#actor.adapter, this.#actor.record);
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

  get data(): CallData<unknown> {
    return callData(this.#actor);
  }

  async snapshot(): Promise<Snapshot<unknown>> {
    const { state, end, data, participants, inLobby } = this.#actor.record;
    return { state, end, data: structuredClone(data), participants, inLobby };
  }

  async participants(): Promise<readonly Participant[]> {
    return this.#actor.record.participants;
  }

  hangUp(options: Options<"hangUp"> = {}): ReturnType<Call["hangUp"]> {
    return hangUp(this.#actor, options);
  }

  transfer(to: PartyLike, options: TransferOptions<AnyAdapter> = {}): ReturnType<Call["transfer"]> {
    return transfer(this.#actor, to, options);
  }

  sendDtmf(tones: string | readonly string[], options: SendDtmfOptions<AnyAdapter> = {}): ReturnType<Call["sendDtmf"]> {
    return sendDtmf(this.#actor, tones, options);
  }

  dtmf(): AsyncIterable<Tone> {
    return dtmf(this.#actor);
  }

  collectDtmf(options: CollectOptions<AnyAdapter>): ReturnType<Call["collectDtmf"]> {
    return collectDtmf(this.#actor, options);
  }

  play(prompts: Prompt | readonly Prompt[], options: PlayOptions<AnyAdapter> = {}): ReturnType<Call["play"]> {
    return play(this.#actor, prompts, options);
  }

  cancelMedia(options: Options<"cancelMedia"> = {}): ReturnType<Call["cancelMedia"]> {
    return cancelMedia(this.#actor, options);
  }

  on<K extends CallEventName | "*">(type: K, handler: CallEventHandler<K, AnyAdapter, unknown>): () => void {
    return listen(this.#actor, type, handler);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#actor.life.end.over) await leaveScope(() => this.hangUp());
  }
}

/** Calls whose end somebody waits for: once this instance has lost one, it is looked for in the store, a lost lease may be one of thousands. */
const followed = new WeakSet<CallActor>();

/** Resolves when the call is over, wherever it is held by then. */
function endOf(actor: CallActor): Promise<EndReason> {
  const { life, runtime, record } = actor;
  if (!followed.has(actor)) {
    followed.add(actor);
    const follow = () => {
      if (!life.ended.settled)
        void followEnd(runtime, record.key, { everyMs: 1000 }).then((reason) => life.ended.resolve(reason));
    };
    if (life.end.over) follow();
    else life.end.on(follow);
  }
  return life.ended.promise;
}

type Options<M extends "hangUp" | "cancelMedia"> = NonNullable<Parameters<Call[M]>[0]>;
