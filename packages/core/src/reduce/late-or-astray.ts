import type { Signal } from "../adapter/signal.js";
import type { CallRecord } from "../record/call-record.js";
import type { Arrived } from "../record/record-codec.js";
import { laterState } from "../words/call-state.js";
import { findOperation } from "./finish-operation.js";
import { askNow } from "./inspection.js";
import { isOvertaken } from "./participants.js";
import type { Turn } from "./turn.js";

/** Whether a signal comes too late for anything to follow from it: the call is over, or past what it tells of. What is told twice, or tells nothing new, is not late. */
export function isLate(record: CallRecord, signal: Signal): boolean {
  if (record.state === "disconnected") return signal.kind !== "unrecognized";
  switch (signal.kind) {
    case "state":
      return signal.state !== record.state && laterState(record.state, signal.state) === record.state;
    case "operation":
      return findOperation(record, signal) === undefined;
    case "dtmf":
      return signal.sequence !== undefined && record.nextTone !== undefined && signal.sequence < record.nextTone;
    case "participants":
      return isOvertaken(record, signal);
    default:
      return false;
  }
}

/**
 * Whether a signal came to another address than its call's own. Once the provider was given that address, whatever is true of the call
 * comes there; at any other, a token alone says that it is. Before that the registered webhook is where events of a call come.
 */
export function isHearsay(record: CallRecord, signal: Arrived): boolean {
  return "alias" in signal.call && signal.kind !== "incoming" && hasOwnAddress(record);
}

/** The address goes along with the request that begins a call, or decides about it. */
function hasOwnAddress({ direction, decision }: CallRecord): boolean {
  return direction === "outgoing" || decision !== undefined;
}

/** It is not believed, and not lost: the provider is asked. An event of a call that is being answered may have left before the answer came. */
export function onHearsay(turn: Turn, { kind, path = "" }: Arrived): void {
  const { direction, wasConnected } = turn.record;
  if (direction === "outgoing" || wasConnected) turn.astray = [...turn.astray, { kind, path }];
  askNow(turn);
}
