import { applyInTheEnd } from "../actor/apply-in-the-end.js";
import type { CallActor } from "../actor/call-actor.js";
import { wasLost } from "../operations/send.js";
import { encodeError } from "../record/error-codec.js";
import { endCall } from "../reduce/end.js";
import { closeOperation } from "../reduce/finish-operation.js";
import { type Turn, timerNames } from "../reduce/turn.js";
import { CallingError } from "../words/calling-error.js";
import { hangUpWhenTold } from "./take-back.js";

/**
 * The request that was to begin a call failed. What was refused never was a call: it is forgotten without a word. What may
 * have been dialed stays on record, so that what becomes of it is told. @returns what the bot gets to see.
 */
export async function abandonOpening(
  actor: CallActor,
  id: string,
  error: unknown,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const dialed = CallingError.is(error) && wasLost(error);
  // Its events may have ended it meanwhile: then there is nothing left to write.
  await applyInTheEnd(actor, (turn) => (dialed ? keep(turn, id, error) : forget(turn, id, error))).catch(() => {});
  if (dialed && signal?.aborted) hangUpWhenTold(actor);
  if (signal?.aborted) return signal.reason;
  return dialed ? error.about({ callRef: actor.ref }) : error;
}

function keep(turn: Turn, id: string, error: unknown): void {
  closeOperation(turn, id, { outcome: "failed", error: encodeError(error) }, turn.own(id));
}

function forget(turn: Turn, id: string, error: unknown): void {
  const failure = encodeError(error);
  const said = { code: 0, subcode: 0, message: failure.message };
  // Something was told of it already, so its end is as well.
  if (turn.record.state !== "connecting") return endCall(turn, said, turn.own(), "failed");
  turn.timer(timerNames.setUp, null);
  closeOperation(turn, id, { outcome: "failed", error: failure }, turn.own(id));
  turn.set({ state: "disconnected", end: { kind: "failed", ...said } });
}
