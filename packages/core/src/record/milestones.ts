import type { CallRecord } from "./call-record.js";

/** Let in from the lobby, or never in one. In a meeting only the roster tells whether we wait there; a one-to-one call has none. */
export function isAdmitted(record: CallRecord): boolean {
  const rosterKnown = !record.group || record.participants.length > 0;
  return record.wasConnected && rosterKnown && !record.inLobby;
}

/** Whether instances without the call may wait for what a change of its record brings: a milestone, its end, the outcome of a command. */
export function isAwaited(before: CallRecord, after: CallRecord): boolean {
  return (
    before.outcomes !== after.outcomes ||
    before.end !== after.end ||
    before.wasConnected !== after.wasConnected ||
    isAdmitted(before) !== isAdmitted(after)
  );
}
