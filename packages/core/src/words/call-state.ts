/**
 * Where a call stands. It only ever moves to the right in this list, and `disconnected` is final:
 * late, repeated, skipped and reordered events never move it back.
 */
export type CallState = "incoming" | "connecting" | "ringing" | "connected" | "disconnecting" | "disconnected";

/** The states in the order in which a call passes through them. */
export const callStates: readonly CallState[] = [
  "incoming",
  "connecting",
  "ringing",
  "connected",
  "disconnecting",
  "disconnected",
];

/** The later of two states. */
export function laterState(a: CallState, b: CallState): CallState {
  return callStates.indexOf(b) > callStates.indexOf(a) ? b : a;
}
