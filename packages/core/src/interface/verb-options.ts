import type { AnyAdapter, ProviderOptions } from "../adapter/composite.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import type { Prompt } from "../words/inputs-and-results.js";
import type { PartyLike } from "../words/party.js";

/** What every verb takes. */
export interface VerbOptions<A extends AnyAdapter = AnyAdapter, V extends VerbName = VerbName> {
  /** Stops waiting, and the work where it can be stopped. */
  readonly signal?: AbortSignal;
  /** A text of your own, handed back with the completion's event. It does not go on the wire. */
  readonly context?: string;
  /** How long core waits for the completion before it asks the provider what became of it, ms. Default: by verb. */
  readonly timeoutMs?: number;
  /** Options that only one provider has, by the provider's name. */
  readonly providerOptions?: Each<ProviderOptions<A, V>>;
}

/** The same members, compared one by one: the compiler would shorten the comparison to that of the adapters, and refuse a helper `(call: Call) => …` the calls of a typed one. */
type Each<T> = { readonly [K in keyof T]: T[K] };

/** Options of {@link Call.transfer}. */
export interface TransferOptions<A extends AnyAdapter> extends VerbOptions<A, "transfer"> {
  /** Who is handed over. Needed where there are several others on the call. */
  readonly transferee?: PartyLike;
  /**
   * A consultative transfer: the bot's call with the target, in which the other side takes the bot's place. Where the provider has no such transfer
   * (`capabilities.transfer.limits.replacesByMoving`), the target is moved into this call, the bot leaves, and the other call is ended. Give the `Call`.
   */
  readonly replaces?: { readonly providerCallId: string | undefined; readonly id?: string };
}

/** What {@link Call.transfer} takes in place of a target: the call with whose other side this one's is joined. */
export interface BridgeOptions<A extends AnyAdapter> extends TransferOptions<A> {
  readonly replaces: { readonly providerCallId: string | undefined; readonly id?: string };
}

/** Options of {@link Call.addParticipant}. */
export interface AddParticipantOptions<A extends AnyAdapter> extends VerbOptions<A, "addParticipant"> {
  /** The number to show to a telephone. */
  readonly from?: PartyLike;
  /**
   * How long they may ring, ms; within the limits in `capabilities.addParticipant`. Default: the provider's own time. A provider that takes no such time
   * lets them ring for as long as it likes: a warning then.
   */
  readonly ringMs?: number;
  /** Another call of the bot that they are on: they come over from it without ringing. */
  readonly replaces?: { readonly providerCallId: string | undefined; readonly id?: string };
}

/** Options of {@link Call.hold}. */
export interface HoldOptions<A extends AnyAdapter> extends VerbOptions<A, "hold"> {
  /** What they hear, again and again. Default: the provider's music, or silence. */
  readonly prompt?: Prompt;
}

/** Options of {@link Call.sendDtmf}. */
export interface SendDtmfOptions<A extends AnyAdapter> extends VerbOptions<A, "sendDtmf"> {
  /** Whom the tones are for. Default: the only other party. */
  readonly to?: PartyLike;
  /** The gap between two tones, ms. Some providers keep none: a warning then. */
  readonly gapMs?: number;
}

/** Options of {@link Call.play}. */
export interface PlayOptions<A extends AnyAdapter> extends VerbOptions<A, "play"> {
  /** Again and again, until it is canceled or the next prompt, tones or collection begins. */
  readonly loop?: boolean;
  /** To these alone. Default: to everybody. */
  readonly to?: PartyLike | readonly PartyLike[];
}

/** Options of {@link Call.collectDtmf}. Give `max`, `stopOn` or both: without either, a collection has no end. */
export type CollectOptions<A extends AnyAdapter> = CollectBase<A> &
  ((CollectMax & Partial<CollectStopOn>) | (Partial<CollectMax> & CollectStopOn));

interface CollectMax {
  /** Ends when so many tones were pressed. */
  readonly max: number;
}

interface CollectStopOn {
  /** Ends when one of these is pressed; it is not part of the result. One character each: `"#"`, `"*#"`. */
  readonly stopOn: string;
}

interface CollectBase<A extends AnyAdapter> extends Omit<VerbOptions<A, "play">, "timeoutMs"> {
  /** Played first. */
  readonly prompt?: Prompt | readonly Prompt[];
  /** How long to wait for the first tone, from the end of the prompt, ms. Default 5000. */
  readonly firstToneMs?: number;
  /** How long to wait for each further tone, ms. Default 3000. */
  readonly interToneMs?: number;
  /** A key stops the prompt and counts. Without it, keys pressed during the prompt do not count. Default true. */
  readonly bargeIn?: boolean;
  /** The tones are a secret: they reach no `dtmf-received` event. */
  readonly secret?: boolean;
  /** A name of your own. Asked again under it (after a crash), the collection is joined, not begun anew. */
  readonly key?: string;
}
