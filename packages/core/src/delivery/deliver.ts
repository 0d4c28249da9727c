import type { CallActor } from "../actor/call-actor.js";
import { reportError } from "../events/report-error.js";
import { dressEvent } from "../handles/dress-event.js";
import { subscribeWhenConnected } from "../handles/listen.js";
import type { Happening } from "../record/happening.js";
import { decidedBy } from "../verbs/decide.js";
import { CallingError } from "../words/calling-error.js";
import { begins } from "./at-work.js";
import { decideUnhandled } from "./decide-unhandled.js";

/** Hands an event to its handlers. They are started here, in order, and never awaited by the turn that brought the event. */
export function deliver(actor: CallActor, happening: Happening): void {
  if ("internal" in happening && happening.internal) return;
  if (happening.type === "dtmf-received" && happening.secret) return actor.settled(happening);
  const { hub } = actor.instance;
  const global = hub.handlersOf(happening.type);
  const own = actor.life.listenersOf(happening.type);
  // After a takeover too: the instance before this one may not have come to ask for keys.
  const mayNeedKeys = happening.type === "call-connected" || happening.type === "call-recovered";
  if (mayNeedKeys && hub.has("dtmf-received")) subscribeWhenConnected(actor);
  if (happening.type === "incoming" && !hub.has("incoming")) decideUnhandled(actor);
  // Owed to a listener that is gone, or that only the instance before this one had: nobody will ever come to its end.
  if (global.length === 0 && own.length === 0) return actor.settled(happening);
  const event = dressEvent(actor, happening);
  // An offer for each handler: it shows which of them has decided.
  const eventFor = (index: number) => (index > 0 && event.type === "incoming" ? dressEvent(actor, happening) : event);
  const starts = [
    ...global.map((handler, index) => start(actor, happening.type, eventFor(index), handler)),
    ...own.map((listener) => start(actor, happening.type, happening, listener)),
  ];
  const running = Promise.all(starts).then((leave) => {
    if (leave.includes(true)) leaveCall(actor);
    actor.settled(happening);
  });
  actor.instance.inFlight.add(running);
}

/** Starts a handler, and reports what it throws as soon as it does. @returns whether the call is left to `onHandlerError`. */
async function start<E>(
  actor: CallActor,
  type: Happening["type"],
  event: E,
  handler: (event: E) => unknown,
): Promise<boolean> {
  const ended = begins(actor, type);
  try {
    await handler(event);
    return false;
  } catch (error) {
    if (endedWithItsCall(actor, error)) return false;
    reportError(actor.instance, "handlerThrew", error, actor);
    return !decidedByAnother(actor, event, error);
  } finally {
    ended();
  }
}

/** A handler threw, and the others have ended: nobody is at work on the call any more. */
function leaveCall(actor: CallActor): void {
  const { state } = actor.record;
  if (actor.instance.settings.onHandlerError === "keep" || actor.life.end.over || state === "disconnected") return;
  if (state !== "incoming") return hangUp(actor);
  decideUnhandled(actor);
  hangUpWhenConnected(actor);
}

/** An answer may be on its way: nobody is there to serve the line that it opens. */
function hangUpWhenConnected(actor: CallActor): void {
  actor.life.connected.promise.then(
    () => hangUp(actor),
    () => {},
  );
}

/** The bot does not await it, so a failure is reported: the line is still open then. */
function hangUp(actor: CallActor): void {
  actor.call.hangUp().catch((error: unknown) => {
    if (!endedWithItsCall(actor, error)) reportError(actor.instance, "workFailed", error, actor);
  });
}

/** The caller hung up, or another instance has the call now, while a handler was at work on it: the ordinary way for it to end. */
function endedWithItsCall(actor: CallActor, error: unknown): boolean {
  if (!CallingError.is(error) || error.callRef !== actor.ref) return false;
  return error.code === "call-ended" || error.code === "superseded";
}

/** It failed only because another handler had decided about the call first, and that one serves the caller. */
function decidedByAnother(actor: CallActor, event: unknown, error: unknown): boolean {
  if (!CallingError.is(error) || error.code !== "conflict" || decidedBy(actor) === event) return false;
  if (actor.life.decision.over && error === actor.life.decision.reason) return true;
  return error.callRef === actor.ref && isDecisive(error.verb) && actor.record.decision !== undefined;
}

function isDecisive(verb: string | undefined): boolean {
  return verb === "answer" || verb === "reject" || verb === "redirect";
}
