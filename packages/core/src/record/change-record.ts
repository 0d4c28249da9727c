import type { CallRecord } from "./call-record.js";

/**
 * The same record with some members changed: a record itself never changes.
 *
 * Every member is copied by its name. `{ ...record, ...change }` would do the same, but V8 gives each such copy a hidden class of its own; the
 * copy of a copy of a copy ends as a table, which takes 3 µs and three times the space. This takes 0.1 µs, and a call is changed a dozen times.
 */
export function changeRecord(record: CallRecord, change: Partial<CallRecord>): CallRecord {
  return Object.assign(copyOf(record), change);
}

/** A record as it came out of a store, which knows no absent members: in the shape that all others have. */
export function copyOf(record: CallRecord): CallRecord {
  return {
    v: record.v,
    turns: record.turns,
    key: record.key,
    member: record.member,
    provider: record.provider,
    trace: record.trace,
    direction: record.direction,
    from: record.from,
    to: record.to,
    group: record.group,
    forwardedFrom: record.forwardedFrom,
    chainId: record.chainId,
    providerCallId: record.providerCallId,
    participantId: record.participantId,
    memo: record.memo,
    state: record.state,
    wasConnected: record.wasConnected,
    askedAt: record.askedAt,
    end: record.end,
    command: record.command,
    decision: record.decision,
    decideBy: record.decideBy,
    warnings: record.warnings,
    operations: record.operations,
    givenUp: record.givenUp,
    subscribed: record.subscribed,
    nextTone: record.nextTone,
    heldTones: record.heldTones,
    collect: record.collect,
    collected: record.collected,
    participants: record.participants,
    rosterSequence: record.rosterSequence,
    rosterAt: record.rosterAt,
    rosterChangedIn: record.rosterChangedIn,
    inLobby: record.inLobby,
    data: record.data,
    outcomes: record.outcomes,
    outbox: record.outbox,
  };
}
