import type { ParticipantsSignal } from "../adapter/signal.js";
import type { CallRecord } from "../record/call-record.js";
import type { Participant } from "../words/inputs-and-results.js";
import { onMoveRoster } from "./move.js";
import { endByRoster, forgetArrived } from "./people.js";
import { changeRoster, forgetHolds, readRoster } from "./roster.js";
import type { Cause, Turn } from "./turn.js";

type Known = Pick<CallRecord, "rosterSequence" | "rosterAt" | "rosterChangedIn">;

/** The provider reports who is on the call. An older or unchanged roster has no effect. */
export function onParticipants(turn: Turn, signal: ParticipantsSignal, cause: Cause): void {
  const { record } = turn;
  if (record.state === "disconnected" || isOvertaken(record, signal)) return;
  const { participants } = signal;
  noteOrder(turn, signal);
  forgetHolds(turn, participants);
  forgetArrived(turn, participants);
  changeRoster(turn, readRoster(turn, participants), cause);
  updateLobby(turn, participants, cause);
  endByRoster(turn, participants, cause);
  onMoveRoster(turn, cause);
}

/**
 * Whether a roster is older than the known one. Rosters are compared by the provider's numbers and, where two have the same number
 * (recorded on ACS), by time. Without numbers they are taken as they arrive.
 */
export function isOvertaken(known: Known, { sequence, at, changedIn }: ParticipantsSignal): boolean {
  if (sequence !== undefined && sequence !== known.rosterSequence) return sequence < known.rosterSequence;
  if (sequence !== undefined) return at < (known.rosterAt ?? 0);
  if (changedIn === undefined) return false;
  // It is newer if a participant has changed since; else only if it is the known roster without those who left.
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

/** Whether the bot waits in the lobby. Only the roster says so. */
function updateLobby(turn: Turn, participants: readonly Participant[], cause: Cause): void {
  const own =
    participants.find((participant) => participant.id === turn.record.participantId) ??
    (participants.length === 1 ? participants[0] : undefined);
  const inLobby = own?.inLobby ?? false;
  if (inLobby === turn.record.inLobby) return;
  turn.set({ inLobby });
  turn.emit({ type: "call-changed", state: turn.record.state, inLobby }, cause);
}
