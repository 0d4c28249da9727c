import type { ParticipantsSignal } from "../adapter/signal.js";
import type { Participant } from "../call/participant.js";
import type { Origin, Turn } from "./turn.js";

/** The provider says who is on the call. An older or unchanged roster is no news. */
export function onParticipants(turn: Turn, signal: ParticipantsSignal, origin: Origin): void {
  const { record } = turn;
  if (record.state === "disconnected") return;
  if (signal.sequence !== undefined && signal.sequence <= record.rosterSequence) return;
  if (signal.sequence !== undefined) turn.set({ rosterSequence: signal.sequence });
  if (same(record.participants, signal.participants)) return;
  turn.set({ participants: signal.participants });
  turn.tell({ type: "participants-changed", participants: signal.participants }, origin);
  updateLobby(turn, signal.participants, origin);
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
