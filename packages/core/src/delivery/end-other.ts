import type { CallActor } from "../actor/call-actor.js";
import type { Call } from "../interface/call.js";
import { applyEventually } from "../operations/request-on-call.js";
import { refOf } from "../record/call-key.js";
import { CallingError, type ErrorCode } from "../words/calling-error.js";

/** The other calls of the bot, on whichever instance they are held. */
export interface OtherCalls {
  /** @throws CallingError `not-found`. */
  get(ref: string): Promise<Call>;
}

/** How often it is tried while the other call changes hands. */
const mostTries = 3;

/**
 * Ends the call from which the agent was moved: the bot is alone on it, if it is still there. Until that is done it is on record, so that the next instance
 * does it if this one dies.
 */
export async function endOther(actor: CallActor, others: OtherCalls): Promise<void> {
  const { move, provider } = actor.record;
  if (move?.phase !== "ending" || move.other === undefined) return;
  const ref = refOf({ key: move.other, provider });
  try {
    await hangUpThere(others, ref, mostTries);
  } finally {
    await applyEventually(actor, (turn) => turn.set({ move: undefined }));
  }
}

async function hangUpThere(others: OtherCalls, ref: string, tries: number): Promise<void> {
  try {
    const other = await others.get(ref);
    await other.hangUp();
  } catch (error) {
    // It ended by itself, because its last participant had left.
    if (isCode(error, "call-ended") || isCode(error, "not-found")) return;
    if (tries === 1 || !isCode(error, "superseded")) throw error;
    await hangUpThere(others, ref, tries - 1);
  }
}

function isCode(error: unknown, code: ErrorCode): boolean {
  return CallingError.is(error) && error.code === code;
}
