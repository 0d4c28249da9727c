import type { CallActor } from "../actor/call-actor.js";
import type { AnyAdapter } from "../adapter/composite.js";
import { reportError } from "../events/report-error.js";
import type { CallEventHandler, CallEventName, CallEvents } from "../interface/call.js";
import { type CallingEvent, checkEventName } from "../interface/events.js";
import { subscribeToKeys } from "../verbs/own-requests.js";
import { dressEvent } from "./dress-event.js";

type OwnEvent = CallEvents<AnyAdapter, unknown>[CallEventName];

/** Listens to the events of one call. Who listens to keys has the provider tell of them. */
export function listen<K extends CallEventName | "*">(
  actor: CallActor,
  type: K,
  handler: CallEventHandler<K, AnyAdapter, unknown>,
): () => void {
  checkEventName("call", type);
  const stop = actor.life.on(type, (happening) => {
    const event = dressEvent(actor, happening);
    if (isEventOf(event, type)) return handler(event);
  });
  if (type === "dtmf-received") subscribeWhenConnected(actor);
  return stop;
}

/** The provider reports keys only once the call is connected. */
export function subscribeWhenConnected(actor: CallActor): void {
  actor.life.connected.promise
    .then(() => subscribeToKeys(actor))
    .catch((error: unknown) => {
      if (!actor.life.end.over) reportError(actor.instance, "workFailed", error, actor);
    });
}

function isEventOf<K extends CallEventName | "*">(
  event: CallingEvent,
  type: K,
): event is CallingEvent & Parameters<CallEventHandler<K, AnyAdapter, unknown>>[0] {
  return type === "*" ? isOwn(event) : event.type === type;
}

function isOwn(event: CallingEvent): event is CallingEvent & OwnEvent {
  return event.type !== "incoming" && event.type !== "unrecognized" && event.type !== "error";
}
