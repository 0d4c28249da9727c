import type { Call, EndCause, Leg, SharingSession } from "./call.js";
import type { MediaOutcome, Prompt, Tone } from "./media.js";
import type { Bot, Party, Person } from "./party.js";

/** An event that a bot's cloud may report. `leg` is the bot's own; both are as they are after the event. */
interface ForBot {
  readonly at: number;
  readonly bot: Bot;
  readonly call: Call;
  readonly leg: Leg;
}

/** What happened to a bot's leg. */
export type BotEventDetails =
  /** A call is offered to the bot: it has `bot.answerWithinMs` to decide. */
  | { readonly type: "offered"; readonly from: Party }
  /** A bot's outgoing one-to-one call: the callee's phone rings. */
  | { readonly type: "ringing" }
  | { readonly type: "connected" }
  /** The bot waits in the lobby of a meeting. On admission `connected` follows. */
  | { readonly type: "in-lobby" }
  /** Final. `wasConnected` is false if the call was never established. */
  | { readonly type: "ended"; readonly cause: EndCause; readonly wasConnected: boolean }
  /** A participant came, left, was muted or held. Sent to every connected bot leg of the call; `participants` are the connected and waiting legs. */
  | { readonly type: "roster-changed"; readonly participants: readonly Leg[] }
  | { readonly type: "play-started"; readonly operationId: string }
  | { readonly type: "play-ended"; readonly operationId: string; readonly outcome: MediaOutcome }
  | { readonly type: "tones-sent"; readonly operationId: string; readonly outcome: MediaOutcome }
  /** A key that another party pressed (or a tone that another bot sent). `sequence` counts from 1 per leg since it began to listen. */
  | { readonly type: "tone-heard"; readonly tone: Tone; readonly from: Party; readonly sequence: number }
  | {
      readonly type: "transfer-started";
      readonly operationId: string;
      readonly transferee: Party;
      readonly target: Party;
    }
  /** The target has picked up; the leg's `ended` with cause `transferred` follows at once. */
  | {
      readonly type: "transfer-accepted";
      readonly operationId: string;
      readonly transferee: Party;
      readonly target: Party;
    }
  /** The leg stays connected. */
  | {
      readonly type: "transfer-failed";
      readonly operationId: string;
      readonly transferee: Party;
      readonly target: Party;
      readonly cause: EndCause;
    }
  | {
      readonly type: "invite-ended";
      readonly operationId: string;
      readonly invitee: Party;
      readonly outcome: "joined" | EndCause;
    }
  /** What became of a party that was to come over from another call. */
  | {
      readonly type: "move-ended";
      readonly operationId: string;
      readonly party: Party;
      readonly outcome: "moved" | EndCause;
    }
  | {
      readonly type: "sharing-changed";
      readonly change: "started" | "updated" | "ended";
      readonly session: SharingSession;
    };

/** An event about a bot's leg. A wire takes those whose `bot.cloud` is its own. */
export type BotEvent = ForBot & BotEventDetails;

/** What a person hears from now on. */
export type Sound =
  | { readonly kind: "silence" | "ringing" | "ringback" | "busy-tone" | "talk" | "hold-music" }
  | {
      readonly kind: "prompt";
      readonly prompt: Prompt;
      readonly startedAt: number;
      readonly durationMs: number;
      readonly loop: boolean;
    }
  | { readonly kind: "tone"; readonly tone: Tone };

/** Events about people and the world: for the page and for tests. */
export type WorldEvent =
  | {
      readonly type: "heard";
      readonly at: number;
      readonly person: Person;
      readonly callId: string;
      readonly sound: Sound;
    }
  | {
      readonly type: "said";
      readonly at: number;
      readonly person: Person;
      readonly callId: string;
      readonly phrase: string;
    }
  | {
      readonly type: "pressed";
      readonly at: number;
      readonly person: Person;
      readonly callId: string;
      readonly tone: Tone;
    }
  /** Sent after every change of a call; the whole call as it now is. */
  | { readonly type: "call-changed"; readonly at: number; readonly call: Call }
  | { readonly type: "people-changed"; readonly at: number }
  | { readonly type: "bots-changed"; readonly at: number }
  | { readonly type: "reset"; readonly at: number };

export type EngineEvent = BotEvent | WorldEvent;

/** Whether an event concerns a bot's leg; the others are for the page and for tests. */
export function isBotEvent(event: EngineEvent): event is BotEvent {
  return "bot" in event;
}
