import type { CreateCall, HoldRequest, InviteRequest, JoinCall, MoveRequest, TransferRequest } from "./bot-requests.js";
import type { Call, Leg, Meeting, MeetingSpec } from "./call.js";
import type { Clock } from "./clock.js";
import type { EngineEvent, Sound } from "./events.js";
import type { MeasurePrompt, PlayRequest, PromptLength, RunningMedia, SendTonesRequest, Tone } from "./media.js";
import type { Bot, BotSpec, Party, Person, PersonSpec, Reaction } from "./party.js";
import type { Random } from "./random.js";

/**
 * The world of phones: people, bots, calls. It knows no wire. Commands act at once and synchronously; events are handed to
 * listeners in the order in which things happened, after the command that caused them has finished changing the world
 * and before it returns. Everything that takes time (ringing, prompts, tones) runs on the clock.
 * Commands throw `EngineError`.
 */
export interface Engine {
  readonly clock: Clock;
  readonly random: Random;
  readonly population: Population;
  readonly calls: CallReader;
  readonly bots: BotCommands;
  readonly media: MediaCommands;
  readonly people: PeopleCommands;
  /** Listens to all events; returns how to stop. */
  on(listener: (event: EngineEvent) => void): () => void;
  /** Forgets all calls, timers, people, bots and meetings. */
  reset(): void;
}

export interface EngineOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly measurePrompt: MeasurePrompt;
}

/** Who exists. */
export interface Population {
  addPerson(spec: PersonSpec): Person;
  removePerson(personId: string): void;
  setReaction(personId: string, reaction: Reaction): Person;
  persons(): readonly Person[];
  person(personId: string): Person;
  /** The person at an address. */
  personAt(party: Party): Person | undefined;
  /** Registers a bot. An id that is taken is replaced: a bot that starts again registers again. */
  addBot(spec: BotSpec): Bot;
  removeBot(botId: string): void;
  bots(): readonly Bot[];
  bot(botId: string): Bot;
  /** The bot at an address: the one registered last, when several clouds have it. */
  botAt(party: Party): Bot | undefined;
  addMeeting(spec: MeetingSpec): Meeting;
  changeMeeting(meetingId: string, change: Pick<MeetingSpec, "invited" | "open">): void;
  /** Whoever is in it stays; no one else comes in. */
  removeMeeting(meetingId: string): void;
  meetings(): readonly Meeting[];
  meetingByKey(key: string): Meeting | undefined;
}

/** Snapshots: they do not change under the reader's hands. */
export interface CallReader {
  /** All calls that are under way, and those that ended lately (the last 200). */
  all(): readonly Call[];
  get(callId: string): Call | undefined;
  leg(legId: string): Leg | undefined;
  /** The call that a leg is in, or was in. */
  ofLeg(legId: string): Call | undefined;
  /** The other legs of a leg's call that have not ended. */
  others(legId: string): readonly Leg[];
  /** Media operations of a bot's leg without an outcome yet, in order. */
  media(legId: string): readonly RunningMedia[];
  /** What the person who owns a leg hears now. */
  sound(legId: string): Sound;
}

/** What bots ask for. Every `legId` is the bot's own leg. */
export interface BotCommands {
  /** Dials. Returns the bot's leg, state `dialing` (or already `connected` with `at-once`). */
  create(request: CreateCall): Leg;
  /** Joins a meeting or a call. Returns the leg, state `lobby` or `connected`. */
  join(request: JoinCall): Leg;
  /** Takes an offered call. */
  answer(legId: string): Leg;
  reject(legId: string, reason: "none" | "busy" | "forbidden"): void;
  /**
   * Sends an offered call on: all targets ring for `ringMs`, the first to pick up has it. A target that is a bot is offered
   * the call anew. The leg stays `redirecting` until the outcome is known, then ends as `redirected`.
   */
  redirect(legId: string, targets: readonly [Party, ...Party[]], ringMs: number): void;
  /**
   * Transfers the other party of a connected call. The target rings for `ringMs`; events report the progress.
   * There must be exactly one other party.
   */
  transfer(legId: string, request: TransferRequest): void;
  /** Leaves. `everyone` ends the call for all. A one-to-one call always ends for both. */
  hangUp(legId: string, everyone?: boolean): void;
  /** Invites a party into a group call, a meeting or a one-to-one call, which becomes a group. `invite-ended` follows. */
  invite(legId: string, request: InviteRequest): void;
  /** Stops an invitation that rings: `invite-ended` with `canceled` follows. `wrong-state`: it is too late. */
  cancelInvite(legId: string, operationId: string): void;
  /** Brings a person over from another call of the bot. It takes a moment; `move-ended` follows. */
  move(legId: string, request: MoveRequest): void;
  /** Takes a party out of the call. */
  remove(legId: string, party: Party): void;
  /** Mutes or unmutes a party of the call; absent: the bot itself. */
  setMuted(legId: string, muted: boolean, party?: Party): void;
  /** Puts a party on hold, or changes what it hears there. Returns why a prompt cannot be played; then nothing changes. */
  hold(legId: string, request: HoldRequest): PromptLength;
  /** Takes a party back from hold: `wrong-state` if it is not on hold. */
  unhold(legId: string, party: Party): void;
  /** Starts, or restarts, the watch over a leg: without another call of this within `withinMs` it ends `keep-alive-lost`. */
  keepAlive(legId: string, withinMs: number): void;
}

export interface MediaCommands {
  play(legId: string, request: PlayRequest): void;
  sendTones(legId: string, request: SendTonesRequest): void;
  /** Cancels everything that is playing, queued or being sent on this leg; returns the ids of the operations. */
  cancel(legId: string): readonly string[];
  /** Begins to report keys (`tone-heard`). Again: no change. */
  hearTones(legId: string): void;
  stopHearingTones(legId: string): void;
}

/** What people do. `callId` picks one of several calls; without it, the one that the command makes sense for. */
export interface PeopleCommands {
  /** Dials an address, or a bot by its id. Rings for `ringMs`, 60 s by default. */
  dial(personId: string, to: Party | { readonly botId: string }, options?: { readonly ringMs?: number }): Call;
  answer(personId: string, callId?: string): void;
  decline(personId: string, callId?: string): void;
  /** Is on another call: the caller gets the busy signal. */
  busy(personId: string, callId?: string): void;
  /** Lets it ring until the caller's time is up. */
  ignore(personId: string, callId?: string): void;
  /** Sends the caller to voicemail: the call is answered, by the machine. */
  voicemail(personId: string, callId?: string): void;
  /** Has no device that could ring. */
  unreachable(personId: string, callId?: string): void;
  /** Presses keys, all now, or `gapMs` apart. */
  press(
    personId: string,
    tones: readonly [Tone, ...Tone[]],
    options?: { readonly gapMs?: number; readonly callId?: string },
  ): void;
  say(personId: string, phrase: string, callId?: string): void;
  hangUp(personId: string, callId?: string): void;
  /** Takes another participant, by its `participantId`, out of a call of several. */
  remove(personId: string, participantId: string, callId?: string): void;
  /** Joins a meeting by one of its keys. */
  join(personId: string, meetingKey: string): Call;
  /** Lets a waiting participant in (all of them without one). */
  admit(personId: string, participantId?: string): void;
  startSharing(personId: string, callId?: string): void;
  updateSharing(personId: string, callId?: string): void;
  stopSharing(personId: string, callId?: string): void;
  mute(personId: string, muted: boolean, callId?: string): void;
}

/**
 * - `no-such-call`: no leg with this id, or it has ended. - `wrong-state`: the leg is not in a state that allows this.
 * - `no-such-party`: no such party in this call. - `no-such-person`, `no-such-bot`, `no-such-meeting`.
 * - `conflict`: the same is already under way (a second transfer, an id that is taken).
 */
export type EngineErrorCode =
  | "no-such-call"
  | "wrong-state"
  | "no-such-party"
  | "no-such-person"
  | "no-such-bot"
  | "no-such-meeting"
  | "conflict";

/** A command that the world does not allow. The message says what was asked and what is the case. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  constructor(
    readonly code: EngineErrorCode,
    message: string,
  ) {
    super(message);
  }
}
