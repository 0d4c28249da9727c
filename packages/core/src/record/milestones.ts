import type { CallRecord } from "./call-record.js";

/** Whether the bot was let in from the lobby, or never was in one. In a meeting only the roster shows that; a one-to-one call has none. */
export function isAdmitted(record: CallRecord): boolean {
  const rosterKnown = !record.group || record.participants.length > 0;
  return record.wasConnected && rosterKnown && !record.inLobby;
}

/** Whether other instances may wait for what a change of the record brings: a milestone, its end, the outcome of a command. */
export function isAwaited(before: CallRecord, after: CallRecord): boolean {
  return (
    before.outcomes !== after.outcomes ||
    before.end !== after.end ||
    before.wasConnected !== after.wasConnected ||
    isAdmitted(before) !== isAdmitted(after)
  );
}
