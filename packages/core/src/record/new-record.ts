import type { IncomingSignal } from "../adapter/signal.js";
import type { Party } from "../party/party.js";
import { type CallRecord, recordVersion } from "./call-record.js";
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

/** Every member is written out: of an object that is put together from others V8 keeps a table, three times as large and slow to copy. */
function newRecord({ key, member, provider, direction, from, to, group, state }: Beginning): CallRecord {
  return {
    v: recordVersion,
    turns: 0,
    key,
    member,
    provider,
    direction,
    from,
    to,
    group,
    forwardedFrom: none,
    providerCallId: "",
    participantId: "",
    memo: null,
    state,
    wasConnected: false,
    warnings: none,
    operations: {},
    subscribed: false,
    heldTones: none,
    collected: {},
    participants: none,
    rosterSequence: -1,
    inLobby: false,
    owed: none,
  };
}

const none = [] as const;

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
  return {
    ...newRecord({ ...origin, from, to, group, direction: "incoming", state: "incoming" }),
    forwardedFrom: signal.forwardedFrom ?? none,
    providerCallId: signal.providerCallId ?? "",
    memo: signal.memo ?? null,
    warnings: signal.warnings ?? none,
    decideBy,
    ...(signal.chainId === undefined ? {} : { chainId: signal.chainId }),
    ...(signal.trace === undefined ? {} : { trace: signal.trace }),
  };
}

/** The other side of a one-to-one call; `undefined` on a group call. */
export function counterpart(record: CallRecord): Party | undefined {
  if (record.group) return undefined;
  return record.direction === "incoming" ? record.from : record.to;
}
