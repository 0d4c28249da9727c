import type { Call } from "../interface/call.js";
import type { Command } from "../record/command.js";
import type { Happening } from "../record/happening.js";
import type { Effect, Turn } from "../reduce/turn.js";
import { runBelow } from "../telemetry/trace-parent.js";
import type { Milestones } from "./milestones.js";
import type { Waiters } from "./waiters.js";

/** What a call needs from outside. What it begins there is not awaited: the next turn does not wait for it. */
export interface ActorPorts<Actor> {
  /** Hands an event to its handlers. */
  deliver(actor: Actor, happening: Happening): void;
  /** Does in the background what a turn asked for. */
  perform(actor: Actor, effects: readonly Effect[]): void;
  /** Sends a request again that the previous instance may not have sent. */
  resend(actor: Actor, operation: string): void;
  /** Does what another instance wants done. */
  carryOut(actor: Actor, command: Command): void;
  /** Makes the bot's handle of a call. */
  handleOf(actor: Actor): Call;
  /** The store had lost the record of a call, and gets it again from here. */
  restored(actor: Actor): void;
  /** The actor has nothing more to do, or lost its lease. */
  dropped(actor: Actor): void;
}

/**
 * Starts what follows from a committed turn: waiters first, then handlers, then what we have to do ourselves. It belongs to the trace of
 * the call, on whichever instance it happens.
 */
export function follow<Actor extends { readonly waiters: Waiters; readonly life: Milestones }>(
  actor: Actor,
  { record, accepted, happenings, effects, resends, commands }: Turn,
  ports: Pick<ActorPorts<Actor>, "deliver" | "perform" | "resend" | "carryOut">,
): void {
  runBelow(record.trace, () => {
    for (const { id, warnings } of accepted) actor.waiters.accepted(id, warnings);
    for (const happening of happenings) {
      actor.waiters.notify(happening);
      actor.life.notice(happening, record);
    }
    for (const happening of happenings) ports.deliver(actor, happening);
    ports.perform(actor, effects);
    for (const id of resends) ports.resend(actor, id);
    for (const command of commands) ports.carryOut(actor, command);
  });
}
