import type { Json } from "../base/json.js";
import type { CallState, ResultInfo } from "../words/call-state.js";
import type { Participant } from "../words/inputs-and-results.js";
import type { Party } from "../words/party.js";
import type { Tone } from "../words/tone.js";
import type { CallAddress } from "./callback.js";
import type { ContentSharing } from "./optional.js";
import type { VerbName } from "./verb-inputs.js";

/** What every signal has. */
export interface SignalBase {
  /**
   * The de-duplication key, by meaning and within the call: the same for every delivery of the same fact
   * (`"incoming"`, `"ended"`, `"operation:<id>"`, `"tone:<sequence>"`), and different for different facts.
   * Where a fact has no identity of its own (a state, a roster), the provider's event id, or one that contains the content.
   */
  readonly id: string;
  /** When it happened: the provider's event time if it reports one, else the arrival; ms since 1970. */
  readonly at: number;
  /**
   * `false`: the provider says that this is its first try to deliver it, so it has just happened. `true`: it has tried before. Absent: it does not say.
   * Core goes by the arrival of an incoming call, and by `at` only where it was delivered before: the provider's clock and this machine's may differ.
   */
  readonly redelivered?: boolean;
  /**
   * Which call it is about, where `providerCallId` does not say: a caller is announced under a name of its own, say. Absent: the call at whose
   * address it arrived, and elsewhere, as for every `incoming` signal, the one that the provider calls `providerCallId`.
   */
  readonly call?: CallAddress | undefined;
  /** The provider's id of the call that the event names. At the address of a call it must be that call's, else the request is refused. */
  readonly providerCallId?: string | undefined;
  /**
   * The provider's id of the leg that the event is about, where a call may have several: a transfer dials its target on another leg. Absent, or the
   * id of the call: the call's own leg. It must be a leg that an answer has named (`VerbAnswer.legs`), or a verb that makes legs must be under
   * way (`Verb.makesLegs`); else the request is refused. A state or a key of another leg does nothing to the call.
   */
  readonly leg?: string | undefined;
  /** The wire's own form, handed to handlers as `event.raw`. */
  readonly raw?: Json;
}

/** A caller rings the bot. */
export interface IncomingSignal extends SignalBase {
  readonly kind: "incoming";
  readonly from: Party;
  readonly to: Party;
  /** Who was called before the call came here, first to last. */
  readonly forwardedFrom?: readonly Party[];
  /** The provider's id of the chain of forwards, to stop loops. */
  readonly chainId?: string;
  /** An invitation to a group call or meeting rather than a one-to-one call. */
  readonly group?: boolean;
  /** How long the bot has from the moment that it began to ring, ms; overrides the adapter's limit. */
  readonly answerWithinMs?: number;
  /** What the adapter needs later to answer, reject or redirect. */
  readonly memo?: Json;
  /** What could not be read in full, and what to do about it. */
  readonly warnings?: readonly string[];
}

/** The call moved on, or ended. */
export interface StateSignal extends SignalBase {
  readonly kind: "state";
  readonly state: CallState;
  /** Why it ended, in the provider's words; with `disconnected` only. */
  readonly result?: ResultInfo;
  /** Who picked up, if the provider reports it. */
  readonly answeredBy?: Party;
}

/** An operation ended. */
export interface OperationSignal extends SignalBase {
  readonly kind: "operation";
  readonly verb: VerbName;
  /** Ours, as it came back from the wire; absent or foreign where the user set the provider's context verbatim. */
  readonly operationId?: string;
  /** The provider's own id of the operation. */
  readonly providerOperationId?: string;
  /** `ended`: of a prompt, where the provider does not say whether it was stopped. Core knows: `canceled` after `cancelMedia`, else `completed`. */
  readonly outcome: "completed" | "canceled" | "failed" | "ended";
  readonly result?: ResultInfo;
  /** Of a transfer: who was transferred, and to whom, if the provider reports it. */
  readonly parties?: { readonly to?: Party; readonly transferee?: Party };
  /** Who came, left or was changed, if the provider reports it. An `addParticipant` that completes without it is over once the roster shows the party. */
  readonly participant?: Participant;
  /** With `failed`: what to do about it, where that is known. One sentence. */
  readonly hint?: string;
}

/** A key was pressed. */
export interface DtmfSignal extends SignalBase {
  readonly kind: "dtmf";
  readonly tone: Tone;
  /** Counts the tones of a call. Core waits a moment for one that is missing. Absent: they are ordered by `at` (`limits.tonesLateByMs`). */
  readonly sequence?: number | undefined;
}

/** The provider has gathered the keys of a `collectDtmf`. One that it could not carry out is an `OperationSignal` that `failed` instead. */
export interface CollectSignal extends SignalBase {
  readonly kind: "collected";
  /** Ours, as it came back from the wire; absent: the collection that is under way. */
  readonly operationId?: string;
  /** The provider's own id of the operation. */
  readonly providerOperationId?: string;
  /** In the order in which they were pressed. With the stop key at the end or without it, as the provider has it. */
  readonly tones: readonly Tone[];
  /**
   * What ended it. `keys`: as many as were asked for, or a stop key. `timeout`: no key in time, or no further one. `canceled`: by us. `call-ended`: the
   * other side hung up; this comes before the end of the call. Absent: keys or time, and `tones` has the stop key if one was pressed. Core works out
   * the rest.
   */
  readonly endedBy?: "keys" | "timeout" | "canceled" | "call-ended";
}

/** Who is on the call, in full. */
export interface ParticipantsSignal extends SignalBase {
  readonly kind: "participants";
  readonly participants: readonly Participant[];
  /** Rises with every roster; an older one is ignored. Of two with the same number the one that happened later counts. */
  readonly sequence?: number;
  /**
   * By participant id, the number of the roster in which each last changed, where the provider counts so instead. Give it for
   * all of them or not at all: rosters without numbers are applied as they arrive.
   */
  readonly changedIn?: Readonly<Record<string, number>>;
}

/** A participant began or stopped sharing a screen. */
export type ContentSharingSignal = SignalBase & ContentSharing;

/** Something that this adapter does not know: acknowledged and delivered, never an error. */
export interface UnrecognizedSignal extends SignalBase {
  readonly kind: "unrecognized";
  /** The provider's word for it. */
  readonly type: string;
}

/** A call that a verb had released is the bot's again: the target of the transfer has hung up, say, and the other side is back on the line. */
export interface ReturnedSignal extends SignalBase {
  readonly kind: "returned";
}

/** What an adapter makes of a callback, in core's words. */
export type Signal =
  | IncomingSignal
  | StateSignal
  | OperationSignal
  | DtmfSignal
  | CollectSignal
  | ParticipantsSignal
  | ContentSharingSignal
  | ReturnedSignal
  | UnrecognizedSignal;
