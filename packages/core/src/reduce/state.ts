import type { StateSignal } from "../adapter/signal.js";
import { type CallState, laterState } from "../words/call-state.js";
import { endCall } from "./end.js";
import { finishOperation, pendingOf } from "./finish-operation.js";
import { setKeepAlive } from "./keep-alive.js";
import { type Origin, type Turn, timerNames } from "./turn.js";

/** The provider says where the call stands. */
export function onState(turn: Turn, signal: StateSignal, origin: Origin): void {
  const { result, answeredBy } = signal;
  if (signal.state === "disconnected")
    endCall(turn, answeredBy ? { code: 0, subcode: 0, message: "", ...result, answeredBy } : result, origin);
  else moveTo(turn, signal.state, origin);
}

/** Moves the call forward. What would move it back, or changes nothing, is no news. */
export function moveTo(turn: Turn, state: CallState, origin: Origin): void {
  const before = turn.record.state;
  if (before === "disconnected" || laterState(before, state) === before) return;
  turn.set({ state });
  if (before === "incoming") turn.timer(timerNames.ringOver, null);
  if (state === "connected") onConnected(turn, origin);
  else turn.tell({ type: "call-changed", state, inLobby: turn.record.inLobby }, { ...origin, id: `state:${state}` });
}

function onConnected(turn: Turn, origin: Origin): void {
  turn.set({ wasConnected: true });
  turn.timer(timerNames.setUp, null);
  turn.timer(timerNames.decide, null);
  turn.timer(timerNames.reconcile, turn.rules.reconcileEveryMs);
  setKeepAlive(turn);
  turn.tell({ type: "call-connected" }, { ...origin, id: "connected" });
  for (const id of pendingOf(turn, "answer")) finishOperation(turn, id, { outcome: "completed" }, origin);
}
