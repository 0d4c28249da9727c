import type { Json } from "../base/json.js";
import type { TraceParent } from "../telemetry/trace-parent.js";
import type { CallState, EndReason } from "../words/call-state.js";
import type { CollectResult, Participant } from "../words/inputs-and-results.js";
import type { Party } from "../words/party.js";
import type { Tone } from "../words/tone.js";
import type { CommandOutcome } from "./command.js";
import type { Happening } from "./happening.js";
import type { Operations } from "./operation-record.js";

/** A record of another version of this library is told by its version, not by its shape. */
export const recordVersion = 1;

/** A tone that arrived before one that comes ahead of it. */
export interface HeldTone {
  readonly sequence: number;
  readonly tone: Tone;
  readonly id: string;
  readonly at: number;
  readonly raw?: Json;
}

/** What the bot decided about an incoming call. Written under the lease before the request is sent. */
export interface Decision {
  readonly verb: "answer" | "reject" | "redirect";
  readonly operation: string;
}

/** Everything that is known of a call. Only the holder of its lease writes it; it is JSON through and through: `undefined` is absent. */
export interface CallRecord {
  readonly v: typeof recordVersion;
  /** Counts the turns that have been written: tells whether one whose commit failed was written all the same. */
  readonly turns: number;
  readonly key: string;
  /** The member of a composite that has the call; `""` with a single adapter. */
  readonly member: string;
  readonly provider: string;
  /** The span that the call came into being under, where there was one: what follows from it belongs to its trace. */
  readonly trace: TraceParent | undefined;
  readonly direction: "incoming" | "outgoing";
  readonly from: Party;
  readonly to: Party;
  /** A group call or a meeting: there is no "only other party". */
  readonly group: boolean;
  readonly forwardedFrom: readonly Party[];
  /** The provider's id of the chain of forwards that the call is part of. */
  readonly chainId: string | undefined;
  /** `""` while the provider has given none. */
  readonly providerCallId: string;
  /** Our own id in the roster; `""` while unknown. */
  readonly participantId: string;
  /** What the adapter keeps of the call. */
  readonly memo: Json;
  readonly state: CallState;
  readonly wasConnected: boolean;
  /** When the provider was last asked how the call stands because news of it did not get through, ms since 1970. */
  readonly askedAt: number | undefined;
  readonly end: EndReason | undefined;
  /** What we last did that ends the call, once the provider has accepted it. */
  readonly command: "hangUp" | "reject" | "redirect" | "transfer" | undefined;
  readonly decision: Decision | undefined;
  /** Until when an incoming call must be decided, ms since 1970. */
  readonly decideBy: number | undefined;
  readonly warnings: readonly string[];
  readonly operations: Operations;
  /** Operations whose end was never told, the last few: it may still come. */
  readonly givenUp: readonly string[] | undefined;
  /** Whether the provider was asked to tell of keys. */
  readonly subscribed: boolean;
  /** The sequence number that the next tone should have; absent before the first. */
  readonly nextTone: number | undefined;
  readonly heldTones: readonly HeldTone[];
  readonly collect: CollectRecord | undefined;
  /** Results of collections that have a key, for whoever asks again. */
  readonly collected: Readonly<Record<string, CollectResult>>;
  readonly participants: readonly Participant[];
  /** The highest number that a roster had; -1 before the first. */
  readonly rosterSequence: number;
  /** When the last roster was made, ms since 1970: tells apart those of one number. */
  readonly rosterAt: number | undefined;
  /** In which roster each participant last changed, where the provider counts so. */
  readonly rosterChangedIn: Readonly<Record<string, number>> | undefined;
  readonly inLobby: boolean;
  readonly data: Json | undefined;
  /** What became of the last commands of other instances. */
  readonly outcomes: readonly CommandOutcome[] | undefined;
  /** Events whose handlers have not come to an end. */
  readonly outbox: readonly Happening[];
}

/**
 * A collection of keys under way. `prompting`: the prompt plays. `listening`: the timer for the next tone runs.
 * All of it is data, so that the instance that takes over a call goes on where the caller was.
 */
export interface CollectRecord {
  readonly operation: string;
  readonly key?: string;
  readonly phase: "prompting" | "listening";
  /** The prompt's own operation, while it plays. */
  readonly promptOperation?: string;
  /** The prompt may never have been heard: its instance died over it. */
  readonly unheard?: boolean;
  readonly tones: string;
  readonly max?: number;
  readonly stopOn: readonly Tone[];
  readonly firstToneMs: number;
  readonly interToneMs: number;
  readonly bargeIn: boolean;
  readonly secret: boolean;
  /** Another instance asked for it, by a command that has the id of the operation: what comes of it is written for that one. */
  readonly forCommand?: true;
}
