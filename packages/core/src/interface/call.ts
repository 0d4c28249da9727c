import type { Capabilities } from "../adapter/capabilities.js";
import type { AnyAdapter, ProviderName } from "../adapter/composite.js";
import type { VerbName } from "../adapter/verb-inputs.js";
import type { CallState, EndReason } from "../words/call-state.js";
import type { CallTiming } from "../words/call-timing.js";
import type { CallingError } from "../words/calling-error.js";
import type {
  CollectResult,
  Done,
  Participant,
  ParticipantLike,
  PlayResult,
  Prompt,
  SendDtmfResult,
  TransferResult,
} from "../words/inputs-and-results.js";
import type { Party, PartyLike } from "../words/party.js";
import type { Tone } from "../words/tone.js";
import type { Operation } from "./operation.js";
import type {
  AddParticipantOptions,
  BridgeOptions,
  CollectOptions,
  HoldOptions,
  PlayOptions,
  SendDtmfOptions,
  TransferOptions,
  VerbOptions,
} from "./verb-options.js";

/** How a call stands. */
export interface Snapshot<D> {
  readonly state: CallState;
  readonly end: EndReason | undefined;
  /** The verb that took the bot out of the call, where the call goes on and may come back. Then only `hangUp` is possible. */
  readonly released: "transfer" | "redirect" | undefined;
  readonly data: D | undefined;
  /** Who is on the call, if the provider reports it. */
  readonly participants: readonly Participant[];
  /** True: in the lobby, waiting to be let in. */
  readonly inLobby: boolean;
  /** When it passed through its stages so far. */
  readonly timing: CallTiming;
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
  /**
   * Hands the other side over to `to` and leaves. `transfer({ replaces: other })` joins it with the other side of that call, and the bot leaves both; refused
   * where the provider cannot. Resolves when the cloud has accepted it for good; rejects when it failed, and the call goes on.
   */
  transfer(to: PartyLike | BridgeOptions<A>, options?: TransferOptions<A>): Operation<TransferResult>;
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
  /**
   * Mutes the bot for everybody on the call, until `unmuteSelf`. Resolves when the provider has done it; a roster with `muted` follows where rosters
   * are reported. What the bot hears, keys included, stays as it was. Rejects with `unsupported` where the provider, or this very call, has no such thing.
   */
  muteSelf(options?: VerbOptions<A, "muteSelf">): Operation<Done>;
  /** Takes `muteSelf` back. On a bot that is not muted it changes nothing. */
  unmuteSelf(options?: VerbOptions<A, "unmuteSelf">): Operation<Done>;
  /**
   * Calls somebody into this call. Resolves when they are on it. Rejects when they are not reached, and `error.reason` says why: `declined`, `busy`,
   * `no-answer` … `cancel()` stops the ringing; when it is too late, because they are on the call already, the operation resolves with them. Somebody
   * who is on the call already is not called again: it resolves with them at once. Where no roster shows them within 5 s, their `id` is made of the party.
   */
  addParticipant(to: PartyLike, options?: AddParticipantOptions<A>): Operation<Participant>;
  /** Puts somebody out of the call. Resolves when they are gone. Rejects with `not-found`, before any request, when they are not on the call. */
  removeParticipant(who: ParticipantLike, options?: VerbOptions<A, "removeParticipant">): Operation<Done>;
  /**
   * The call no longer hears them. Resolves with the provider's yes; the roster follows with `participants-changed`. Rejects with `unsupported` for somebody
   * whom the provider cannot mute, such as a telephone on ACS.
   */
  mute(who: ParticipantLike, options?: VerbOptions<A, "mute">): Operation<Done>;
  /** Takes `mute` back, where the provider lets a bot do that. */
  unmute(who: ParticipantLike, options?: VerbOptions<A, "unmute">): Operation<Done>;
  /**
   * They hear `prompt` again and again until `unhold`, and neither hear the others nor are heard by them. Resolves when they are on hold. Rejects with
   * `conflict`, before any request, when they are on hold already, or when the provider holds no more at once.
   */
  hold(who: ParticipantLike, options?: HoldOptions<A>): Operation<Done>;
  /** Takes `hold` back. Rejects with `conflict`, before any request, when they are not on hold. */
  unhold(who: ParticipantLike, options?: VerbOptions<A, "unhold">): Operation<Done>;
  /** Who is on the call, as the provider last reported. */
  participants(): Promise<readonly Participant[]>;
  /** Calls `handler` for events of this call, on this instance. Returns the way to stop it. */
  on<K extends CallEventName | "*">(type: K, handler: CallEventHandler<K, A, D>): () => void;
}

/** The bot's own small record of a call: JSON, kept in the store, there for whichever instance has the call. */
export interface CallData<D> {
  get(): Promise<D | undefined>;
  /** @throws CallingError `invalid-request` when it does not fit the schema given to `createCalling({ data })`. */
  set(value: D): Promise<void>;
  /** Reads, changes and writes at one go. `change` is pure: it may be called again. */
  update(change: (value: D | undefined) => D): Promise<D>;
}

/** What every event of a call has. */
export interface CallEvent<T extends string, A extends AnyAdapter, D> extends EventBase<T, A> {
  readonly call: Call<A, D>;
}

/** What an operation event says about its operation. */
interface OperationFacts {
  /** The operation's id. */
  readonly operation: string;
  readonly verb: VerbName;
  /** The `context` that was given with the verb. */
  readonly context: string | undefined;
}

/** The events of one call, by type. */
export interface CallEvents<A extends AnyAdapter, D> {
  /** The call is connected: both sides can hear each other. */
  "call-connected": CallEvent<"call-connected", A, D>;
  /** A call that the bot has transferred or redirected is back: it is connected to the other side again, and verbs are possible. */
  "call-returned": CallEvent<"call-returned", A, D>;
  /** The call is over. The last event of a call, and there is exactly one. */
  "call-ended": CallEvent<"call-ended", A, D> & { readonly reason: EndReason; readonly timing: CallTiming };
  /** Something else about the call changed: it rings, it waits in a lobby or was let in. */
  "call-changed": CallEvent<"call-changed", A, D> & { readonly state: CallState; readonly inLobby: boolean };
  /** The other side pressed a key. */
  "dtmf-received": CallEvent<"dtmf-received", A, D> & { readonly tone: Tone };
  /** An operation succeeded. */
  "operation-completed": CallEvent<"operation-completed", A, D> & OperationFacts;
  /** An operation failed. Delivered even when the operation is awaited, which then throws as well. */
  "operation-failed": CallEvent<"operation-failed", A, D> & OperationFacts & { readonly error: CallingError };
  /** Who is on the call changed. */
  "participants-changed": CallEvent<"participants-changed", A, D> & { readonly participants: readonly Participant[] };
  /** A participant began or stopped sharing a screen. */
  "content-sharing-changed": CallEvent<"content-sharing-changed", A, D> & {
    readonly change: "started" | "updated" | "ended";
    readonly session: string;
  };
  /** The instance that had the call is gone and this one has it now. Take up from `data`. False alarms happen. */
  "call-recovered": CallEvent<"call-recovered", A, D> & { readonly data: D | undefined; readonly state: CallState };
}

export type CallEventName = keyof CallEvents<AnyAdapter, unknown>;

/** What `call.on` takes. */
export type CallEventHandler<K extends CallEventName | "*", A extends AnyAdapter, D> = (
  event: CallEvents<A, D>[K extends CallEventName ? K : CallEventName],
) => unknown;

/** What every event has. */
export interface EventBase<T extends string, A extends AnyAdapter> {
  readonly type: T;
  /** The same when the event is delivered again: de-duplicate by it what must not be done twice. */
  readonly id: string;
  /** When it happened, by the provider's clock if it reports the time. */
  readonly at: Date;
  readonly provider: ProviderName<A>;
  /** 1, and more when the event is delivered again because an instance died over it. */
  readonly attempt: number;
  /** Who says so: `event` the provider's callback, `reconciled` the provider when we asked, `own` we ourselves. */
  readonly source: "event" | "reconciled" | "own";
  /** The wire's own form, where there was one. */
  readonly raw: unknown;
}
