import type { CallHolder } from "../actor/call-holder.js";
import { reportError } from "../events/report-error.js";
import { dressEvent } from "../handles/dress-event.js";
import { subscribeWhenConnected } from "../handles/listen.js";
import type { Happening } from "../record/happening.js";
import { decidedBy } from "../verbs/decide.js";
import { CallingError } from "../words/calling-error.js";
import { begins } from "./at-work.js";
import { decideUnhandled } from "./decide-unhandled.js";

/** Hands an event to its handlers. They are started here, in order, and never awaited by the turn that brought the event. */
export function deliver(holder: CallHolder, happening: Happening): void {
  if ("internal" in happening && happening.internal) return;
  if (happening.type === "dtmf-received" && happening.secret) return holder.settled(happening);
  const { hub } = holder.runtime;
  const global = hub.handlersOf(happening.type);
  const own = holder.life.listenersOf(happening.type);
  // After a takeover too: the instance before this one may not have come to ask for keys.
  const mayNeedKeys = happening.type === "call-connected" || happening.type === "call-recovered";
  if (mayNeedKeys && hub.has("dtmf-received")) subscribeWhenConnected(holder);
  if (happening.type === "incoming" && !hub.has("incoming")) decideUnhandled(holder);
  // Owed to a listener that is gone, or that only the instance before this one had: nobody will ever come to its end.
  if (global.length === 0 && own.length === 0) return holder.settled(happening);
  const event = dressEvent(holder, happening);
  // An offer for each handler: it shows which of them has decided.
  const eventFor = (index: number) => (index > 0 && event.type === "incoming" ? dressEvent(holder, happening) : event);
  const starts = [
    ...global.map((handler, index) => start(holder, happening.type, eventFor(index), handler)),
    ...own.map((listener) => start(holder, happening.type, happening, listener)),
  ];
  const running = Promise.all(starts).then((leave) => {
    if (leave.includes(true)) leaveCall(holder);
    holder.settled(happening);
  });
  holder.runtime.busy.add(running);
}

/** Starts a handler, and reports what it throws as soon as it does. @returns whether the call is left to `onHandlerError`. */
async function start<E>(
  holder: CallHolder,
  type: Happening["type"],
  event: E,
  handler: (event: E) => unknown,
): Promise<boolean> {
  const ended = begins(holder, type);
  try {
    await handler(event);
    return false;
  } catch (error) {
    if (endedWithItsCall(holder, error)) return false;
    reportError(holder.runtime, "handlerThrew", error, holder);
    return !decidedByAnother(holder, event, error);
  } finally {
    ended();
  }
}

/** A handler threw, and the others have ended: nobody is at work on the call any more. */
function leaveCall(holder: CallHolder): void {
  const { state } = holder.record;
  if (holder.runtime.settings.onHandlerError === "keep" || holder.life.end.over || state === "disconnected") return;
  if (state !== "incoming") return hangUp(holder);
  decideUnhandled(holder);
  hangUpWhenConnected(holder);
}

/** An answer may be on its way: nobody is there to serve the line that it opens. */
function hangUpWhenConnected(holder: CallHolder): void {
  holder.life.connected.promise.then(
    () => hangUp(holder),
    () => {},
  );
}

/** The bot does not await it, so a failure is reported: the line is still open then. */
function hangUp(holder: CallHolder): void {
  holder.call.hangUp().catch((error: unknown) => {
    if (!endedWithItsCall(holder, error)) reportError(holder.runtime, "workFailed", error, holder);
  });
}

/** The caller hung up, or another instance has the call now, while a handler was at work on it: the ordinary way for it to end. */
function endedWithItsCall(holder: CallHolder, error: unknown): boolean {
  if (!CallingError.is(error) || error.callRef !== holder.ref) return false;
  return error.code === "call-ended" || error.code === "superseded";
}

/** It failed only because another handler had decided about the call first, and that one serves the caller. */
function decidedByAnother(holder: CallHolder, event: unknown, error: unknown): boolean {
  if (!CallingError.is(error) || error.code !== "conflict" || decidedBy(holder) === event) return false;
  if (holder.life.decision.over && error === holder.life.decision.reason) return true;
  return error.callRef === holder.ref && isDecisive(error.verb) && holder.record.decision !== undefined;
}

function isDecisive(verb: string | undefined): boolean {
  return verb === "answer" || verb === "reject" || verb === "redirect";
}
