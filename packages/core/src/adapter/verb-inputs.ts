import type { JoinTarget, Prompt } from "../words/inputs-and-results.js";
import type { GuestParty, Party } from "../words/party.js";
import type { Tone } from "../words/tone.js";
import type { KeepAliveInputs } from "./optional.js";

/** What each verb is given, already checked and in core's words. */
export interface VerbInputs extends KeepAliveInputs {
  /** A new call. One target is a one-to-one call, several are a group call; with `ring`, they ring until the first of them answers (`limits.ringFirstTargets`). */
  create: { readonly to: readonly Party[]; readonly from?: Party; readonly ring?: "first" };
  /** Joins something that is under way or scheduled. `as`: joins under a guest's name. */
  join: { readonly target: JoinTarget; readonly as?: GuestParty };
  /** Takes the incoming call. */
  answer: Record<never, never>;
  /** Refuses the incoming call. */
  reject: { readonly reason: RejectReason };
  /** Sends the incoming call to others; several ring together. `ringMs`: how long they may ring. */
  redirect: { readonly to: readonly Party[]; readonly ringMs?: number };
  /** Ends the bot's part of the call; `everyone`: ends the call for all. */
  hangUp: { readonly everyone: boolean };
  /**
   * Hands the other side over to `to`. `transferee`: who is handed over, where there are several. `replaces`: the call with `to` in which they take the
   * bot's place. Without `to` they are joined with the other side of that call (`limits.bridges`). Without `replaces` there is always a `to`.
   */
  transfer: { readonly transferee?: Party } & (
    | { readonly to: Party; readonly replaces?: undefined }
    | { readonly to: Party; readonly replaces: { readonly providerCallId: string } }
    | { readonly to?: undefined; readonly replaces: { readonly providerCallId: string } }
  );
  /** Sends tones into the call, no more than `limits.sendDtmfTones` of them. `to`: whom they are for; also given on a one-to-one call, where it may be ignored. */
  sendDtmf: { readonly tones: readonly Tone[]; readonly to?: Party; readonly gapMs?: number };
  /**
   * Subscribes to the keys that are pressed, until the call ends. Sent once per call. `of`: whose keys; also given on a one-to-one call, where it may be
   * ignored. The verb is absent where keys are always reported (`observations.keysAlways`), and where they come as the result of a capture: `collectDtmf`.
   */
  subscribeDtmf: { readonly of?: Party };
  /** Plays prompts one after the other. `to`: to these alone; absent: to all. */
  play: { readonly prompts: readonly Prompt[]; readonly loop: boolean; readonly to?: readonly Party[] };
  /**
   * Plays prompts and gathers the keys that are pressed, where the provider does both itself. Ends with a `CollectSignal`. Core collects where this verb is
   * absent or refuses the input, so refuse whatever would not be done exactly like this: keys pressed before do not count; `firstToneMs` begins with the
   * end of the prompts, `interToneMs` with each key; one of `stopOn` ends it, and so does the key that is number `max`; with `bargeIn` a key stops the
   * prompts and counts, without it keys do not count before the prompts have ended. `of`: whose keys; absent: anybody's. `cancelMedia` belongs to it.
   */
  collectDtmf: {
    readonly prompts: readonly Prompt[];
    readonly max?: number;
    readonly stopOn: readonly Tone[];
    readonly firstToneMs: number;
    readonly interToneMs: number;
    readonly bargeIn: boolean;
    readonly of?: Party;
  };
  /** Stops everything that plays or waits to be played in the call. `collecting`: a `collectDtmf` is under way, and is what there is to stop. */
  cancelMedia: { readonly collecting?: { readonly operationId: string; readonly providerOperationId?: string } };
  /** The call hears nothing of the bot any more, until `unmuteSelf`. Again on a muted bot: no error. */
  muteSelf: Record<never, never>;
  /** The call hears the bot again. On a bot that is not muted: no error. */
  unmuteSelf: Record<never, never>;
  /**
   * Calls somebody into the call. `from`: the number to show. `ringMs`: how long they may ring, within `limits.addParticipantRingMs`, and absent where the
   * provider takes no such time. `replaces`: they are on this other call of the bot, and come over from it without ringing.
   */
  addParticipant: {
    readonly to: Party;
    readonly from?: Party;
    readonly ringMs?: number;
    readonly replaces?: { readonly providerCallId: string };
  };
  /**
   * Stops the ringing of an `addParticipant` that the provider has accepted: its `operationId`, and the provider's id of it where there is one. Too late: throw
   * `conflict`, and the participant's own completion counts. Without this verb, `cancel()` rejects with `unsupported`.
   */
  cancelAddParticipant: { readonly operationId: string; readonly providerOperationId?: string; readonly to: Party };
  /** Puts somebody out of the call. */
  removeParticipant: { readonly who: Who };
  /** The call no longer hears this participant. On one who is muted already: no error. */
  mute: { readonly who: Who };
  /** Takes `mute` back. */
  unmute: { readonly who: Who };
  /** They hear `prompt` again and again (absent: the provider's music, or silence) until `unhold`, and neither hear the call nor are heard by it. */
  hold: { readonly who: Who; readonly prompt?: Prompt };
  /** Takes `hold` back. */
  unhold: { readonly who: Who };
  /** Asks the provider how the call stands. */
  inspect: Record<never, never>;
}

/**
 * Somebody on the call. `id`: the provider's id in the roster; absent where the call has had no roster yet. A provider that goes by the id refuses such a
 * request with `invalid-request`, and says what to wait for.
 */
export interface Who {
  readonly party: Party;
  readonly id?: string;
}

/**
 * Everything that an adapter can be asked to do. `subscribeDtmf`, `cancelAddParticipant`, `keepAlive` and `inspect` are core's own requests; the rest are the
 * bot's. Core can make `collectDtmf` of others.
 */
export type VerbName = keyof VerbInputs;

/** The reason that the caller gets. `forbidden`: the caller may not call at all. */
export type RejectReason = "busy" | "declined" | "forbidden";
