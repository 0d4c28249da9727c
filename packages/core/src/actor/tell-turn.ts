import type { Turn } from "../reduce/turn.js";
import { runBelow } from "../telemetry/trace-parent.js";
import type { CallActor } from "./call-actor.js";
import { observeTurn } from "./observe-turn.js";

/** Tells what a committed turn brought. What follows from it belongs to the trace of the call, on whichever instance it is told. */
export function tellTurn(actor: CallActor, turn: Turn): void {
  observeTurn(actor, turn);
  runBelow(turn.record.trace, () => tell(actor, turn));
}

/** Waiters first, then handlers, then what we have to do ourselves. None of it is awaited here. */
function tell(actor: CallActor, turn: Turn): void {
  const { runtime } = actor;
  for (const happening of turn.happenings) {
    actor.waiters.tell(happening);
    actor.life.tell(happening, turn.record);
  }
  for (const happening of turn.happenings) runtime.deliver(actor, happening);
  runtime.perform(actor, turn.effects);
  for (const id of turn.resends) runtime.resend(actor, id);
  for (const command of turn.commands) runtime.carryOut(actor, command);
}
