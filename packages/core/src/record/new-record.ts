import type { IncomingSignal } from "../adapter/signal.js";
import type { Party } from "../words/party.js";
import { type CallRecord, recordVersion } from "./call-record.js";
import { changeRecord } from "./change-record.js";
import type { Arrived } from "./record-codec.js";

interface Origin {
  readonly key: string;
  readonly member: string;
  readonly provider: string;
}

interface Beginning extends Origin {
  readonly direction: CallRecord["direction"];
  readonly from: Party;
  readonly to: Party;
  readonly group: boolean;
  readonly state: CallRecord["state"];
}

const none = [] as const;
const nothing = {} as const;

/** Every member is written out, also those that are absent at first, so that all records have one shape: see `changeRecord`. */
function newRecord({ key, member, provider, direction, from, to, group, state }: Beginning): CallRecord {
  return {
    v: recordVersion,
    turns: 0,
    key,
    member,
    provider,
    trace: undefined,
    direction,
    from,
    to,
    group,
    forwardedFrom: none,
    chainId: undefined,
    providerCallId: "",
    participantId: "",
    memo: null,
    state,
    wasConnected: false,
    askedAt: undefined,
    end: undefined,
    command: undefined,
    decision: undefined,
    decideBy: undefined,
    warnings: none,
    operations: none,
    givenUp: undefined,
    subscribed: false,
    nextTone: undefined,
    heldTones: none,
    collect: undefined,
    collected: nothing,
    participants: none,
    rosterSequence: -1,
    rosterAt: undefined,
    rosterChangedIn: undefined,
    inLobby: false,
    data: undefined,
    outcomes: undefined,
    outbox: none,
  };
}

/** The record of a call that the bot is about to begin. */
export function outgoingRecord(
  origin: Origin,
  parties: { readonly from: Party; readonly to: Party; readonly group: boolean },
): CallRecord {
  return newRecord({ ...origin, ...parties, direction: "outgoing", state: "connecting" });
}

/** The record of a call that came in. */
export function incomingRecord(origin: Origin, signal: Arrived<IncomingSignal>, decideBy: number): CallRecord {
  const { from, to, group = false } = signal;
  return changeRecord(newRecord({ ...origin, from, to, group, direction: "incoming", state: "incoming" }), {
    trace: signal.trace,
    forwardedFrom: signal.forwardedFrom ?? none,
    chainId: signal.chainId,
    providerCallId: signal.providerCallId ?? "",
    memo: signal.memo ?? null,
    warnings: signal.warnings ?? none,
    decideBy,
  });
}

/** The other side of a one-to-one call; `undefined` on a group call. */
export function counterpart(record: CallRecord): Party | undefined {
  if (record.group) return undefined;
  return record.direction === "incoming" ? record.from : record.to;
}
