import type { Signal } from "../adapter/signal.js";
import type { CallRecord } from "../record/call-record.js";
import { laterState } from "../words/call-state.js";
import { findOperation } from "./find-operation.js";
import { isOvertaken } from "./participants.js";

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
