import type { Call } from "../interface/call.js";
import type { Command } from "../record/command.js";
import type { Happening } from "../record/happening.js";
import type { Effect, Turn } from "../reduce/turn.js";
import { runBelow } from "../telemetry/trace-parent.js";
import type { Milestones } from "./milestones.js";
import type { Waiters } from "./waiters.js";

/** What follows from a committed turn. All of it is started and none of it awaited: the next turn does not wait for it. */
export interface AfterTurn<Actor> {
  /** Hands an event to its handlers. */
  deliver(actor: Actor, happening: Happening): void;
  /** Does in the background what the turn asked for. */
  perform(actor: Actor, effects: readonly Effect[]): void;
  /** Sends a request again that the previous instance may not have sent. */
  resend(actor: Actor, operation: string): void;
  /** Does what another instance wants done. */
  carryOut(actor: Actor, command: Command): void;
}

/** What a call needs from the floors above it. */
export interface CallPorts<Actor> {
  readonly afterTurn: AfterTurn<Actor>;
  /** Makes the bot's handle of a call. */
  handleOf(actor: Actor): Call;
  /** The store had lost the record of a call, and gets it again from here. */
  restored(actor: Actor): void;
}

/** What one actor needs from outside. */
export interface ActorPorts<Actor> extends CallPorts<Actor> {
  /** The actor has nothing more to do, or lost its lease. */
  dropped(actor: Actor): void;
}

/**
 * Starts what follows from a committed turn: waiters first, then handlers, then what we have to do ourselves. It belongs to the trace of
 * the call, on whichever instance it happens.
 */
export function follow<Actor extends { readonly waiters: Waiters; readonly life: Milestones }>(
  actor: Actor,
  { record, happenings, effects, resends, commands }: Turn,
  { deliver, perform, resend, carryOut }: AfterTurn<Actor>,
): void {
  runBelow(record.trace, () => {
    for (const happening of happenings) {
      actor.waiters.notify(happening);
      actor.life.notice(happening, record);
    }
    for (const happening of happenings) deliver(actor, happening);
    perform(actor, effects);
    for (const id of resends) resend(actor, id);
    for (const command of commands) carryOut(actor, command);
  });
}
