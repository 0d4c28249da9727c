import type { CallActor } from "../actor/call-actor.js";
import type { Instance } from "../actor/instance.js";
import type { UnrecognizedSignal } from "../adapter/signal.js";
import { type Reporting, reportError, runHandlers } from "../events/report-error.js";
import { dressEvent } from "../handles/dress-event.js";
import { subscribeWhenConnected } from "../handles/listen.js";
import type { Happening } from "../record/happening.js";
import { partiesOf } from "../telemetry/telemetry.js";
import { hasDecided } from "../verbs/decide.js";
import { CallingError } from "../words/calling-error.js";
import { decideUnhandled } from "./effects.js";

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
  const ended = begins(actor, type);
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

/** A handler threw and the others have ended: nothing serves the call any more. */
function leaveCall(actor: CallActor): void {
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
function endedWithItsCall(actor: CallActor, error: unknown): boolean {
  if (!CallingError.is(error) || error.callRef !== actor.ref) return false;
  return error.code === "call-ended" || error.code === "superseded";
}

/** It failed only because another handler had decided about the call first, and that one serves the caller. */
function decidedByAnother(actor: CallActor, event: object, error: unknown): boolean {
  if (!CallingError.is(error) || error.code !== "conflict" || hasDecided(event)) return false;
  if (actor.life.decision.over && error === actor.life.decision.reason) return true;
  return error.callRef === actor.ref && isDecisive(error.verb) && actor.record.decision !== undefined;
}

function isDecisive(verb: string | undefined): boolean {
  return verb === "answer" || verb === "reject" || verb === "redirect";
}

/** How long a handler may run after its call is over before a warning, ms: it may have a record to write. */
const graceMs = 30_000;

/**
 * Counts a handler as running until the returned function is called. A handler that still runs well after its call is over, or was lost,
 * causes a warning: one that never ends keeps its event, and with it the call.
 */
function begins(actor: CallActor, event: Happening["type"]): () => void {
  const { instance, life } = actor;
  const { clock, telemetry } = instance;
  const counted = { "trunkline.event.type": event };
  const since = clock.now();
  let stopWatching = () => {};
  const watch = () => {
    stopWatching = clock.setTimer(graceMs, () => warn(actor, event, since));
  };
  if (life.end.over) watch();
  else stopWatching = life.end.on(watch);
  telemetry.measure("handlers", 1, counted);
  return () => {
    stopWatching();
    telemetry.measure("handlers", -1, counted);
  };
}

function warn(actor: CallActor, event: Happening["type"], since: number): void {
  const { clock, telemetry } = actor.instance;
  const why = actor.life.ended.settled ? "call-ended" : "superseded";
  const about = { callRef: actor.ref, event, why, ranMs: clock.now() - since };
  telemetry.log("handlerRuns", { ...about, ...partiesOf(telemetry, actor.record) });
}

/** Delivers a signal that the adapter does not recognize and that belongs to no call: a file is ready, a subscription changed. */
export function deliverUncorrelated(
  instance: Reporting & Pick<Instance, "adapterOf">,
  signal: UnrecognizedSignal,
  member: string,
): void {
  const event = {
    type: "unrecognized",
    id: signal.id,
    at: new Date(signal.at),
    provider: instance.adapterOf(member).name,
    attempt: 1,
    source: "event",
    raw: signal.raw,
    name: signal.type,
  } as const;
  const handlers = instance.hub.handlersOf("unrecognized").map((handler) => () => handler(event));
  void runHandlers(handlers).then((errors) => {
    for (const error of errors) reportError(instance, "handlerThrew", error);
  });
}
