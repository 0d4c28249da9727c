import type { ParticipantsSignal } from "../adapter/signal.js";
import type { CallRecord } from "../record/call-record.js";
import type { Participant } from "../words/inputs-and-results.js";
import type { Origin, Turn } from "./turn.js";

type Known = Pick<CallRecord, "rosterSequence" | "rosterAt" | "rosterChangedIn">;

/** The provider says who is on the call. An older or unchanged roster is no news. */
export function onParticipants(turn: Turn, signal: ParticipantsSignal, origin: Origin): void {
  const { record } = turn;
  if (record.state === "disconnected" || isOvertaken(record, signal)) return;
  noteOrder(turn, signal);
  if (same(record.participants, signal.participants)) return;
  turn.set({ participants: signal.participants });
  turn.tell({ type: "participants-changed", participants: signal.participants }, origin);
  updateLobby(turn, signal.participants, origin);
}

/**
 * Whether a roster was made before the one that is known. What a provider numbers is compared by its numbers and, where two have
 * the same (recorded on ACS), by the time; what it does not number is taken as it arrives.
 */
export function isOvertaken(known: Known, { sequence, at, changedIn }: ParticipantsSignal): boolean {
  if (sequence !== undefined && sequence !== known.rosterSequence) return sequence < known.rosterSequence;
  if (sequence !== undefined) return at < (known.rosterAt ?? 0);
  if (changedIn === undefined) return false;
  // Later, if anybody changed since; else only if it is what is known without those who have left.
  if (highest(changedIn) > known.rosterSequence) return false;
  return Object.entries(changedIn).some(([id, number]) => known.rosterChangedIn?.[id] !== number);
}

function noteOrder(turn: Turn, { sequence, at, changedIn }: ParticipantsSignal): void {
  if (sequence !== undefined) turn.set({ rosterSequence: sequence, rosterAt: at });
  if (changedIn === undefined) return;
  turn.set({ rosterSequence: Math.max(turn.record.rosterSequence, highest(changedIn)), rosterChangedIn: changedIn });
}

function highest(changedIn: Readonly<Record<string, number>>): number {
  return Math.max(-1, ...Object.values(changedIn));
}

/** Alone and in the lobby, or in and among others: the roster is the only place that tells. */
function updateLobby(turn: Turn, participants: readonly Participant[], origin: Origin): void {
  const own =
    participants.find((participant) => participant.id === turn.record.participantId) ??
    (participants.length === 1 ? participants[0] : undefined);
  const inLobby = own?.inLobby ?? false;
  if (inLobby === turn.record.inLobby) return;
  turn.set({ inLobby });
  turn.tell({ type: "call-changed", state: turn.record.state, inLobby }, origin);
}

/** Compared as JSON: both sides come from the same adapter, which writes members in one order. */
function same(a: readonly Participant[], b: readonly Participant[]): boolean {
  return a.length === b.length && JSON.stringify(a) === JSON.stringify(b);
}
