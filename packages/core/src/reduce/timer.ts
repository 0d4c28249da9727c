import { askById } from "./ask.js";
import { onToneGap } from "./dtmf.js";
import { endCall } from "./end.js";
import { setKeepAlive } from "./keep-alive.js";
import { onCollectTimer } from "./on-collect-timer.js";
import { onDecideTimer, onRingOver } from "./on-decide-timer.js";
import { onOperationDeadline } from "./operation-deadline.js";
import { type Turn, timerNames } from "./turn.js";

/** A timer of the call is due. */
export function onTimer(turn: Turn, name: string): void {
  turn.timer(name, null);
  if (turn.record.state === "disconnected") return;
  switch (name) {
    case timerNames.tones:
      return onToneGap(turn);
    case timerNames.collect:
      return onCollectTimer(turn);
    case timerNames.keepAlive:
      setKeepAlive(turn);
      turn.perform("keep-alive");
      return;
    case timerNames.reconcile:
      turn.timer(name, turn.rules.reconcileEveryMs);
      turn.perform("inspect");
      return;
    case timerNames.ask:
      return askById(turn);
    case timerNames.setUp:
      // No id to ask by: the request was lost, or its answer, and nothing was ever heard of the call.
      if (turn.record.providerCallId === "") return endCall(turn, undefined, turn.own(), "unknown");
      turn.timer(name, turn.rules.reconcileEveryMs);
      turn.perform("inspect");
      return;
    case timerNames.decide:
      return onDecideTimer(turn);
    case timerNames.ringOver:
      return onRingOver(turn);
    case timerNames.handOver:
      // Says only that somebody has to take the call: the one who sees it has.
      return;
    default:
      return onOperationDeadline(turn, name.slice(timerNames.operation("").length));
  }
}
