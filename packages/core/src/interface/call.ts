import type { Capabilities } from "../adapter/capabilities.js";
import type { AnyAdapter, ProviderName, ProviderOptions } from "../adapter/composite.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import type { CallState, EndReason } from "../words/call-state.js";
import type {
  CollectResult,
  Done,
  Participant,
  PlayResult,
  Prompt,
  SendDtmfResult,
  TransferResult,
} from "../words/inputs-and-results.js";
import type { Party, PartyLike } from "../words/party.js";
import type { Tone } from "../words/tone.js";
import type { CallData } from "./call-data.js";
import type { CallEventHandler, CallEventName } from "./call-events.js";
import type { Operation } from "./operation.js";

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
  /** A call with the target that the handed-over party takes the bot's place in (a consultative transfer). */
  readonly replaces?: { readonly providerCallId: string | undefined };
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
  /** The tones are a secret: no `dtmf-received` event tells them. */
  readonly secret?: boolean;
  /** A name of your own. Asked again under it (after a crash), the collection is joined, not begun anew. */
  readonly key?: string;
}

/** How a call stands. */
export interface Snapshot<D> {
  readonly state: CallState;
  readonly end: EndReason | undefined;
  readonly data: D | undefined;
  /** Who is on the call, where the provider tells. */
  readonly participants: readonly Participant[];
  /** True: in the lobby, waiting to be let in. */
  readonly inLobby: boolean;
}

/**
 * One call. `A` is the adapter's type and `D` that of the bot's own data.
 * Every verb checks its input before any request and throws `CallingError` through its operation.
 */
export interface Call<A extends AnyAdapter = AnyAdapter, D = unknown> extends AsyncDisposable {
  /** Ours, minted before any request. */
  readonly id: string;
  /** Names the call on any instance: `calling.get(ref)`. */
  readonly ref: string;
  /** The provider's own id of the call, once it is known. For its support and its own client; never a key. */
  readonly providerCallId: string | undefined;
  /** The adapter's name. */
  readonly provider: ProviderName<A>;
  readonly direction: "incoming" | "outgoing";
  readonly from: Party;
  /** The other side of an outgoing call (its first target), or who was called. */
  readonly to: Party;
  /** Who was called before the call came here, first to last. */
  readonly forwardedFrom: readonly Party[];
  /** Aborts when this instance may no longer act on the call: it ended or was taken over. The reason is a `CallingError` that says which. */
  readonly signal: AbortSignal;
  /** What this very call can do, narrower than `calling.capabilities`. */
  readonly capabilities: Capabilities;
  /** Resolves when the call is connected. Rejects with `call-ended` when it ends before, and with `superseded` when another instance has it. */
  readonly connected: Promise<void>;
  /** Resolves when a guest or application that waited in the lobby was let in, and at once where there is no lobby. */
  readonly admitted: Promise<void>;
  /**
   * Resolves when the call is over, with the reason, wherever it is held by then. Never rejects. An instance that was closed and has handed the
   * call over no longer learns of it.
   */
  readonly ended: Promise<EndReason>;
  /** The bot's own small record of this call. It survives the instance. */
  readonly data: CallData<D>;
  /** How the call stands now, from the store. */
  snapshot(): Promise<Snapshot<D>>;
  /** Ends the bot's part of the call; with `everyone`, the call for all. Resolves when it is over. */
  hangUp(options?: VerbOptions<A, "hangUp"> & { readonly everyone?: boolean }): Operation<Done>;
  /** Hands the other side over to `to` and leaves. Resolves when the cloud has accepted it for good; rejects when it failed, and the call goes on. */
  transfer(to: PartyLike, options?: TransferOptions<A>): Operation<TransferResult>;
  /**
   * Sends tones. A dial string (`"1w2#"`: `w` waits half a second, `W` a second) or a list of characters and names
   * (`["1", "pound"]`). Long ones go in parts; a failure says in `sent` what was sent.
   */
  sendDtmf(tones: string | readonly string[], options?: SendDtmfOptions<A>): Operation<SendDtmfResult>;
  /** The keys that are pressed from now on. Ends with the call. */
  dtmf(): AsyncIterable<Tone>;
  /** Collects keys. No input is a result, not an error. The same on every provider. */
  collectDtmf(options: CollectOptions<A>): Operation<CollectResult>;
  /** Plays prompts. One thing plays at a time: another begins when this one ends. */
  play(prompts: Prompt | readonly Prompt[], options?: PlayOptions<A>): Operation<PlayResult>;
  /** Stops everything that plays, waits to be played, is being sent or collected. */
  cancelMedia(options?: VerbOptions<A, "cancelMedia">): Operation<Done>;
  /** Who is on the call, as last told by the provider. */
  participants(): Promise<readonly Participant[]>;
  /** Calls `handler` for events of this call, on this instance. Returns the way to stop it. */
  on<K extends CallEventName | "*">(type: K, handler: CallEventHandler<K, A, D>): () => void;
}
