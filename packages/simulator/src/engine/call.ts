import type { Party } from "./party.js";

/** Whose end of the line a leg is. `nobody`: an address that neither a person nor a bot has. */
export type LegOwner =
  | { readonly kind: "person"; readonly personId: string }
  | { readonly kind: "bot"; readonly botId: string }
  | { readonly kind: "nobody" };

/**
 * - `dialing`: the owner has called and waits for an answer. - `ringing`: the owner is being called (for a bot: offered).
 * - `redirecting`: a bot has sent its offered call on and the outcome is open. - `lobby`: waits to be admitted.
 * - `connected`. - `ended`: final, `end` says why.
 */
export type LegState = "dialing" | "ringing" | "redirecting" | "lobby" | "connected" | "ended";

/** One party's end of one call. A bot's requests and callbacks are always about its own leg. */
export interface Leg {
  /** A GUID. A wire may use it as the call's id toward the bot. */
  readonly id: string;
  readonly callId: string;
  /** A GUID that names this party in the roster. */
  readonly participantId: string;
  readonly owner: LegOwner;
  /** As others see it. */
  readonly party: Party;
  readonly displayName: string;
  readonly direction: "incoming" | "outgoing";
  readonly state: LegState;
  /** When the leg came to be, was connected and ended: milliseconds since the epoch. */
  readonly since: number;
  readonly connectedAt?: number;
  readonly endedAt?: number;
  readonly end?: EndCause;
  /** People mute themselves at their device, bots in the server. */
  readonly muted: boolean;
  readonly onHold: boolean;
  /** Answered by the person's voicemail, not by the person. */
  readonly voicemail: boolean;
  /** Whether this bot leg hears the keys that the others press. */
  readonly hearsTones: boolean;
  /** A leg that was called: by whom, as it was shown, and by which leg if the ringing stops with it. */
  readonly calledBy?: { readonly party: Party; readonly displayName?: string; readonly legId?: string };
  /** An offered leg of a redirected call: the parties called before, newest last. */
  readonly forwardedFrom: readonly Party[];
  /** An offered leg made by a transfer: who transferred the caller here. */
  readonly transferredBy?: Party;
  /** Kept for the wire; the engine never reads it. */
  readonly label?: string;
}

/** `one-to-one`: two parties. `group`: a call of many. `meeting`: a place that outlives its participants. */
type CallKind = "one-to-one" | "group" | "meeting";

/** A conversation: its legs, and what is going on in it. */
export interface Call {
  /** A GUID. */
  readonly id: string;
  /** A GUID kept through a redirect and a transfer. */
  readonly chainId: string;
  readonly kind: CallKind;
  /** Present for a meeting, and for a group that others join by a name. */
  readonly meetingId?: string;
  /** The caller and the callees, as first dialed. */
  readonly from: Party;
  readonly to: readonly Party[];
  readonly subject?: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  /** In the order in which they came, ended ones included. */
  readonly legs: readonly Leg[];
  readonly sharing: readonly SharingSession[];
}

/** A screen that is being shared. */
export interface SharingSession {
  readonly id: string;
  readonly by: Party;
  readonly startedAt: number;
}

/** A place to meet, found by any of its keys (a thread id, a join address, a room name …; compared exactly). */
export interface Meeting {
  readonly id: string;
  readonly keys: readonly string[];
  readonly subject: string;
  readonly organizer: Party;
  /** Who waits in the lobby until admitted. */
  readonly lobby: "nobody" | "guests" | "everyone";
  /** Which people may join; absent: all. Bots may in any case. */
  readonly invited?: readonly Party[] | undefined;
  /** When it can be joined, milliseconds since the epoch: from the first, until before the second. Absent: always. */
  readonly open?: { readonly from: number; readonly until: number } | undefined;
}

export type MeetingSpec = Omit<Meeting, "id" | "subject" | "lobby"> & {
  readonly id?: string;
  readonly subject?: string;
  readonly lobby?: Meeting["lobby"];
};

/**
 * Why a leg is no longer in its call, from the standpoint of that leg. Wires turn it into their codes.
 *
 * - `hung-up`: `by: "self"` its owner, `"other"` the only other party, `"everyone"` a participant ended the call for all.
 * - `declined`, `busy`, `no-answer`, `unreachable`: what became of the only callee of an outgoing leg.
 * - `canceled`: the caller gave up while this leg was ringing.
 * - `answered-elsewhere`: another of the ringing legs was quicker.
 * - `not-decided`: a bot let an offered call lie until its time was up.
 * - `rejected`: a bot refused the offered call; `reason` as the bot gave it.
 * - `redirected`: a bot sent it on; `answeredBy` is absent when no target answered.
 * - `transferred`: the leg gave its other party away, successfully.
 * - `removed`: another participant took this one out. `moved`: a bot brought it over into another call.
 * - `alone`: everyone else has left.
 * - `not-admitted`: the lobby turned it away. `keep-alive-lost`: the bot stopped saying it is there.
 */
export type EndCause =
  | { readonly kind: "hung-up"; readonly by: "self" | "other" | "everyone" }
  | { readonly kind: "declined" | "busy" | "no-answer" | "unreachable" | "canceled" }
  | { readonly kind: "answered-elsewhere" | "not-decided" | "transferred" | "removed" | "moved" | "alone" }
  | { readonly kind: "not-admitted" | "keep-alive-lost" | "network" }
  | { readonly kind: "rejected"; readonly reason: "none" | "busy" | "forbidden" }
  | { readonly kind: "redirected"; readonly answeredBy?: Party };
