import type { CallActor } from "../actor/call-actor.js";
import { reportError } from "../events/report-error.js";
import { hasDecided } from "../verbs/decide.js";
import { CallingError } from "../words/calling-error.js";
import { decideUnhandled } from "./effects.js";

/** A handler threw and the others have ended: nothing serves the call any more. */
export function leaveCall(actor: CallActor): void {
  const { state, released } = actor.record;
  if (actor.instance.settings.onHandlerError === "keep" || actor.life.end.over || state === "disconnected") return;
  // The others talk on without the bot.
  if (released) return;
  if (state !== "incoming") return hangUp(actor);
  decideUnhandled(actor);
  hangUpWhenConnected(actor);
}

/** An answer may be under way: the line that it opens would not be served. */
function hangUpWhenConnected(actor: CallActor): void {
  actor.life.connected.promise.then(
    () => hangUp(actor),
    () => {},
  );
}

/** The bot does not await this hang-up, so its failure is reported: the line is still open then. */
function hangUp(actor: CallActor): void {
  actor.call.hangUp().catch((error: unknown) => {
    if (!endedWithItsCall(actor, error)) reportError(actor.instance, "workFailed", error, actor);
  });
}

/** The caller hung up, or another instance took the call, during a handler: an ordinary way for it to end. */
export function endedWithItsCall(actor: CallActor, error: unknown): boolean {
  if (!CallingError.is(error) || error.callRef !== actor.ref) return false;
  return error.code === "call-ended" || error.code === "superseded";
}

/** It failed only because another handler had decided about the call first, and that one serves the caller. */
export function decidedByAnother(actor: CallActor, event: object, error: unknown): boolean {
  if (!CallingError.is(error) || error.code !== "conflict" || hasDecided(event)) return false;
  if (actor.life.decision.over && error === actor.life.decision.reason) return true;
  return error.callRef === actor.ref && isDecisive(error.verb) && actor.record.decision !== undefined;
}

function isDecisive(verb: string | undefined): boolean {
  return verb === "answer" || verb === "reject" || verb === "redirect";
}
