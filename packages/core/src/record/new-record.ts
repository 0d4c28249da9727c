import type { IncomingSignal } from "../adapter/signal.js";
import type { Party } from "../party/party.js";
import type { CallRecord } from "./call-record.js";
import type { Arrived } from "./record-codec.js";

interface Origin {
  readonly key: string;
  readonly member: string;
  readonly provider: string;
}

const blank = {
  turns: 0,
  providerCallId: "",
  participantId: "",
  memo: null,
  wasConnected: false,
  warnings: [],
  operations: {},
  subscribed: false,
  heldTones: [],
  collected: {},
  participants: [],
  rosterSequence: -1,
  inLobby: false,
  owed: [],
} as const;

/** The record of a call that the bot is about to begin. */
export function outgoingRecord(
  origin: Origin,
  parties: { readonly from: Party; readonly to: Party; readonly group: boolean },
): CallRecord {
  return { ...blank, ...origin, ...parties, direction: "outgoing", forwardedFrom: [], state: "connecting" };
}

/** The record of a call that came in. */
export function incomingRecord(origin: Origin, signal: Arrived<IncomingSignal>, decideBy: number): CallRecord {
  return {
    ...blank,
    ...origin,
    direction: "incoming",
    from: signal.from,
    to: signal.to,
    group: signal.group ?? false,
    forwardedFrom: signal.forwardedFrom ?? [],
    providerCallId: signal.providerCallId ?? "",
    memo: signal.memo ?? null,
    ...(signal.chainId === undefined ? {} : { chainId: signal.chainId }),
    ...(signal.trace === undefined ? {} : { trace: signal.trace }),
    warnings: signal.warnings ?? [],
    state: "incoming",
    decideBy,
  };
}

/** The other side of a one-to-one call; `undefined` on a group call. */
export function counterpart(record: CallRecord): Party | undefined {
  if (record.group) return undefined;
  return record.direction === "incoming" ? record.from : record.to;
}
