import type { Turn } from "../reduce/turn.js";
import { runBelow } from "../telemetry/trace-parent.js";
import type { CallHolder } from "./call-holder.js";
import { observeTurn } from "./observe-turn.js";

/** Tells what a committed turn brought. What follows from it belongs to the trace of the call, on whichever instance it is told. */
export function tellTurn(holder: CallHolder, turn: Turn): void {
  observeTurn(holder, turn);
  runBelow(turn.record.trace, () => tell(holder, turn));
}

/** Waiters first, then handlers, then what we have to do ourselves. None of it is awaited here. */
function tell(holder: CallHolder, turn: Turn): void {
  const { runtime } = holder;
  for (const happening of turn.happenings) {
    holder.waiters.tell(happening);
    holder.life.tell(happening, turn.record);
  }
  for (const happening of turn.happenings) runtime.deliver(holder, happening);
  runtime.perform(holder, turn.effects);
  for (const id of turn.resends) runtime.resend(holder, id);
  for (const intent of turn.intents) runtime.carryOut(holder, intent);
}
