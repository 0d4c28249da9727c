import type { DecisiveVerb } from "../adapter/verb.js";
import type { Json } from "../base/json.js";
import type { TraceParent } from "../telemetry/trace-parent.js";
import type { CallState, EndReason } from "../words/call-state.js";
import type { CollectResult, Participant } from "../words/inputs-and-results.js";
import type { Party } from "../words/party.js";
import type { Tone } from "../words/tone.js";
import type { CommandOutcome } from "./command.js";
import type { Happening } from "./happening.js";
import type { MoveRecord } from "./move-record.js";
import type { Operations, RequestRecord } from "./operation-record.js";
import { type TimingRecord, timingFrom } from "./timing.js";

/** A record of another version of the library is recognized by this number, not by its shape. */
export const recordVersion = 1;

/** A key that was pressed. */
export interface PressedTone {
  readonly tone: Tone;
  readonly id: string;
  readonly at: number;
  readonly raw?: Json;
}

/** A tone that arrived ahead of one that was pressed before it. */
export interface HeldTone extends PressedTone {
  readonly sequence: number;
}

/** A tone without a number, which waits for others that may have been pressed before it. */
export interface UnnumberedTone extends PressedTone {
  /** Until when it waits, ms since 1970. */
  readonly untilMs: number;
}

/** What the bot decided about an incoming call. Written under the lease before the request is sent. */
export interface Decision {
  readonly verb: DecisiveVerb;
  readonly operation: string;
  /** `onUnhandled` decided, not the bot. */
  readonly unhandled?: true;
  /** It is given in the responses that are held for it: what `Verb.respond` is asked with. Kept for senders that repeat the announcement. */
  readonly response?: RequestRecord;
}

/** The responses in which the provider takes the decision about an incoming call. */
export interface ResponsesRecord {
  /** The ids of those that are held, oldest first. */
  readonly ids: readonly string[];
  /** Once they are over without a decision, the provider asks again. */
  readonly asksAgain: boolean;
}

/** A caller who is back, because the target of a redirect did not take the call. */
export interface Returned {
  /** How often so far. */
  readonly times: number;
  /** Why the last target did not. */
  readonly reason: EndReason;
  /** It was the redirect of `onUnhandled`. */
  readonly unhandled?: true;
}

/** How long a call that the bot began may ring. */
export interface RingLimit {
  readonly ms: number;
  /** `set`: the provider has not accepted the call yet. `running`: its timer runs. `over`: the time is up, and the call is being hung up. */
  readonly phase: "set" | "running" | "over";
}

/**
 * A collection of keys under way. `prompting`: the prompt plays. `listening`: the timer for the next key runs. `native`: the provider collects, and
 * reports the keys when it is done. It is all data, so that an instance that takes over the call continues where the caller was.
 */
export interface CollectRecord {
  readonly operation: string;
  readonly key?: string;
  readonly phase: "prompting" | "listening" | "native";
  /** The prompt's own operation, while it plays. */
  readonly promptOperation?: string;
  /** The prompt may never have been heard, because its instance died. */
  readonly unheard?: boolean;
  /** The keys so far. Of a native collection: as far as they were reported one by one as well. */
  readonly tones: string;
  readonly max?: number;
  readonly stopOn: readonly Tone[];
  readonly firstToneMs: number;
  readonly interToneMs: number;
  readonly bargeIn: boolean;
  readonly secret: boolean;
  /** Another instance asked for it, by a command with the id of the operation: the outcome is written for that instance. */
  readonly forCommand?: true;
}

/**
 * Everything that is known of a call, and what a new call begins with. Only the instance that has the call writes it, and never in place. It is
 * JSON throughout: `undefined` means absent. This is the only list of its members. Every record has all of them in this order, also those that
 * are absent, because V8 is fast with objects of one shape.
 */
export class CallRecord {
  readonly v = recordVersion;
  /** Counts the turns that have been written. Shows whether a turn whose commit failed was written all the same. */
  readonly turns: number = 0;
  readonly key: string = "";
  /** The member of a composite that has the call; `""` with a single adapter. */
  readonly member: string = "";
  readonly provider: string = "";
  /** The span in which the call began, if there was one: everything that follows belongs to its trace. */
  readonly trace: TraceParent | undefined = undefined;
  readonly direction: "incoming" | "outgoing" = "outgoing";
  readonly from: Party = nobodyYet;
  readonly to: Party = nobodyYet;
  /** A group call or a meeting: there is no "only other party". */
  readonly group: boolean = false;
  readonly forwardedFrom: readonly Party[] = none;
  /** The provider's id of the chain of forwards that the call is part of. */
  readonly chainId: string | undefined = undefined;
  /** `""` until the provider has given one. */
  readonly providerCallId: string = "";
  /** The provider's ids of the call's other legs. */
  readonly legs: readonly string[] = none;
  /** Our own id in the roster; `""` while unknown. */
  readonly participantId: string = "";
  /** What the adapter keeps of the call. */
  readonly memo: Json = null;
  readonly state: CallState = "connecting";
  readonly wasConnected: boolean = false;
  /** When it passed through its stages. */
  readonly timing: TimingRecord = unbegun;
  /** Absent: it rings as long as the provider lets it. */
  readonly ringLimit: RingLimit | undefined = undefined;
  /** When the provider was last asked how the call stands because news of it did not get through, ms since 1970. */
  readonly askedAt: number | undefined = undefined;
  readonly end: EndReason | undefined = undefined;
  /** The last verb of ours that ends the call, once the provider has accepted it. */
  readonly endingVerb: "hangUp" | "reject" | "redirect" | "transfer" | undefined = undefined;
  /** The verb of ours that took the bot out of the call, while the provider goes on reporting it. */
  readonly released: "transfer" | "redirect" | undefined = undefined;
  /** Until when an end means that the other side was brought over to another call of the bot, ms since 1970. */
  readonly movingUntil: number | undefined = undefined;
  readonly decision: Decision | undefined = undefined;
  /** Absent: no response takes a decision. */
  readonly responses: ResponsesRecord | undefined = undefined;
  /** Absent until a redirect has failed that the provider had accepted. */
  readonly returned: Returned | undefined = undefined;
  /** Until when an incoming call must be decided, ms since 1970. */
  readonly decideBy: number | undefined = undefined;
  readonly warnings: readonly string[] = none;
  readonly operations: Operations = none;
  /** The transfer that core makes by moving the agent here. */
  readonly move: MoveRecord | undefined = undefined;
  /** The last few operations that were given up: their end may still be reported. */
  readonly givenUp: readonly string[] | undefined = undefined;
  /** Whether the provider was asked to report keys. */
  readonly subscribed: boolean = false;
  /** The sequence number that the next tone should have; absent before the first. */
  readonly nextTone: number | undefined = undefined;
  readonly heldTones: readonly HeldTone[] = none;
  /** In the order in which they were pressed. Absent: none waits. */
  readonly unnumberedTones: readonly UnnumberedTone[] | undefined = undefined;
  readonly collect: CollectRecord | undefined = undefined;
  /** Results of collections that have a key, for when the bot asks again. */
  readonly collected: Readonly<Record<string, CollectResult>> = nothing;
  /** The roster as the bot sees it. */
  readonly participants: readonly Participant[] = none;
  /** Participants who were added, and whom no roster has shown yet. */
  readonly arrived: readonly Participant[] | undefined = undefined;
  /** Whom the bot has put on hold: their ids, or their party keys where no roster has come yet. */
  readonly held: readonly string[] | undefined = undefined;
  /** The highest number that a roster had; -1 before the first. */
  readonly rosterSequence: number = -1;
  /** When the last roster was made, ms since 1970: orders rosters of the same number. */
  readonly rosterAt: number | undefined = undefined;
  /** In which roster each participant last changed, where the provider counts so. */
  readonly rosterChangedIn: Readonly<Record<string, number>> | undefined = undefined;
  readonly inLobby: boolean = false;
  readonly data: Json | undefined = undefined;
  /** The outcomes of the last commands of other instances. */
  readonly outcomes: readonly CommandOutcome[] | undefined = undefined;
  /** Events whose handlers have not ended. */
  readonly outbox: readonly Happening[] = none;
}

const none = [] as const;
const nothing = {} as const;
const nobodyYet: Party = { kind: "unknown", rawId: "" };
const unbegun = timingFrom(0);

/** A copy of a record with some members changed. Also gives a record from a store, which has no absent members, the shape of all others. */
export function changeRecord(record: CallRecord, change: Partial<CallRecord>): CallRecord {
  return Object.assign(new CallRecord(), record, change);
}

/** The record of a new call. */
export function newRecord(known: Pick<CallRecord, "key" | "member" | "provider"> & Partial<CallRecord>): CallRecord {
  return Object.assign(new CallRecord(), known);
}

/** The other side of a one-to-one call; `undefined` on a group call. */
export function counterpart(record: CallRecord): Party | undefined {
  if (record.group) return undefined;
  return record.direction === "incoming" ? record.from : record.to;
}

/** Whether the bot was let in from the lobby, or never was in one. In a meeting only the roster shows that; a one-to-one call has none. */
export function isAdmitted(record: CallRecord): boolean {
  const rosterKnown = !record.group || record.participants.length > 0;
  return record.wasConnected && rosterKnown && !record.inLobby;
}

/** Whether other instances may wait for what a change of the record brings: a milestone, its end, the outcome of a command, a decision. */
export function isAwaited(before: CallRecord, after: CallRecord): boolean {
  return (
    (after.responses !== undefined && before.decision !== after.decision) ||
    before.outcomes !== after.outcomes ||
    before.end !== after.end ||
    before.wasConnected !== after.wasConnected ||
    isAdmitted(before) !== isAdmitted(after)
  );
}

/** The call is over, its outbox is empty, no operation is left, and no other call is to be ended. */
export function isFinal({ state, outbox, operations, move }: CallRecord): boolean {
  return state === "disconnected" && outbox.length === 0 && operations.length === 0 && move === undefined;
}
