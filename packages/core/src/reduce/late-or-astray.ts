import type { Signal } from "../adapter/signal.js";
import type { Webhook } from "../adapter/webhook.js";
import type { CallRecord } from "../record/call-record.js";
import type { Arrived } from "../record/record-codec.js";
import { laterState } from "../words/call-state.js";
import { findOperation } from "./finish-operation.js";
import { askNow } from "./inspection.js";
import { collectionOf } from "./native-collect.js";
import { isOvertaken } from "./participants.js";
import { rangTooLong } from "./ring-limit.js";
import type { Turn } from "./turn.js";

/**
 * Whether a signal comes too late to have any effect: the call is over, or past the state that it reports. A repeated signal is not late,
 * nor is one without news.
 */
export function isLate(record: CallRecord, signal: Signal): boolean {
  if (record.state === "disconnected") return signal.kind !== "unrecognized";
  switch (signal.kind) {
    case "state":
      if (signal.state === "connected" && rangTooLong(record)) return true;
      return signal.state !== record.state && laterState(record.state, signal.state) === record.state;
    case "operation":
      return findOperation(record, signal) === undefined;
    case "collected":
      return collectionOf(record, signal) === undefined;
    case "dtmf":
      return signal.sequence !== undefined && record.nextTone !== undefined && signal.sequence < record.nextTone;
    case "participants":
      return isOvertaken(record, signal);
    default:
      return false;
  }
}

/**
 * Whether a signal came to another address than its call's own, where the provider has events sent to calls' own addresses. Once the provider has been given that address, it sends genuine callbacks
 * there; at any other address only a token vouches for the sender. Before that, events of a call come to the registered webhook.
 */
export function isHearsay(record: CallRecord, signal: Arrived, { reportsAt }: Pick<Webhook, "reportsAt">): boolean {
  if (reportsAt === "webhook") return false;
  return "alias" in signal.call && signal.kind !== "incoming" && hasOwnAddress(record);
}

/** The address is part of the request that begins a call, or decides about it. */
function hasOwnAddress({ direction, decision }: CallRecord): boolean {
  return direction === "outgoing" || decision !== undefined;
}

/**
 * The signal is not believed, and the provider is asked instead. An event of a call that is being answered may have been sent before the
 * answer arrived.
 */
export function onHearsay(turn: Turn, { kind, path = "" }: Arrived): void {
  const { direction, wasConnected } = turn.record;
  if (direction === "outgoing" || wasConnected) turn.astray = [...turn.astray, { kind, path }];
  askNow(turn);
}
