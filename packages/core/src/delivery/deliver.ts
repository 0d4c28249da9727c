import type { CallActor } from "../actor/call-actor.js";
import { reportError } from "../events/report-error.js";
import { dressEvent } from "../handles/dress-event.js";
import { subscribeWhenConnected } from "../handles/listen.js";
import type { Happening } from "../record/happening.js";
import { decideUnhandled } from "./effects.js";
import { decidedByAnother, endedWithItsCall, leaveCall } from "./leave-call.js";
import { handlerBegins } from "./running-handlers.js";

/** Hands an event to its handlers. They are started here in order, and the turn that emitted the event does not wait for them. */
export function deliver(actor: CallActor, happening: Happening): void {
  if ("internal" in happening && happening.internal) return;
  if (happening.type === "dtmf-received" && happening.secret) return actor.settled(happening);
  const { hub } = actor.instance;
  const global = hub.handlersOf(happening.type);
  const own = actor.life.listenersOf(happening.type);
  // Also after a takeover: the previous instance may not have subscribed to keys yet.
  const mayNeedKeys = isBack.includes(happening.type);
  if (mayNeedKeys && hub.has("dtmf-received")) subscribeWhenConnected(actor);
  if (happening.type === "incoming" && !hub.has("incoming")) decideUnhandled(actor);
  // The listener is gone, or existed only on the previous instance: no handler will ever end.
  if (global.length === 0 && own.length === 0) return actor.settled(happening);
  const event = dressEvent(actor, happening);
  // Each handler gets its own offer, which shows which of them has decided.
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

/** The bot is on the line from here on. */
const isBack: readonly Happening["type"][] = ["call-connected", "call-recovered", "call-returned"];

/** Starts a handler, and reports what it throws at once. @returns whether `onHandlerError` decides about the call. */
async function start<E extends object>(
  actor: CallActor,
  type: Happening["type"],
  event: E,
  handler: (event: E) => unknown,
): Promise<boolean> {
  const ended = handlerBegins(actor, type);
  const { decision } = actor.life;
  try {
    await handler(event);
    return false;
  } catch (error) {
    if (endedWithItsCall(actor, error)) return false;
    reportError(actor.instance, "handlerThrew", error, actor);
    // The handlers of its next offer serve a call that is offered again.
    return actor.life.decision === decision && !decidedByAnother(actor, event, error);
  } finally {
    ended();
  }
}
