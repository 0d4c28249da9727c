import type { Turn } from "../reduce/turn.js";
import type { CallHolder } from "./call-holder.js";

/** Tells what a committed turn brought: waiters first, then handlers, then what we have to do ourselves. None of it is awaited here. */
export function tellTurn(holder: CallHolder, turn: Turn): void {
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
