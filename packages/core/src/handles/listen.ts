import type { CallActor } from "../actor/call-actor.js";
import type { AnyAdapter } from "../adapter/composite.js";
import { reportError } from "../events/report-error.js";
import type { CallEventHandler, CallEventName, CallEvents } from "../interface/call.js";
import { type CallingEvent, checkEventName } from "../interface/events.js";
import { nameError } from "../operations/check-verb.js";
import { subscribeToKeys } from "../operations/own-requests.js";
import type { Happening } from "../record/happening.js";
import type { Tone } from "../words/tone.js";
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
    .then(() => (actor.record.released ? undefined : subscribeToKeys(actor)))
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

/** The keys that are pressed from the first step of the iteration on, until the call ends or the loop is left. */
export async function* pressedKeys(actor: CallActor): AsyncGenerator<Tone, void, undefined> {
  try {
    actor.requireLive();
  } catch (error) {
    throw nameError(error, actor, "dtmf");
  }
  const pressed: Tone[] = [];
  let over = false;
  let wake = () => {};
  const listen = (happening: Happening) => {
    if (happening.type === "dtmf-received" && !happening.secret) pressed.push(happening.tone);
    if (happening.type === "call-ended") over = true;
    wake();
  };
  const stops = [actor.life.on("dtmf-received", listen), actor.life.on("call-ended", listen)];
  const onEnd = () => {
    over = true;
    wake();
  };
  stops.push(actor.life.end.on(onEnd));
  try {
    await subscribeToKeys(actor);
    for (;;) {
      for (let tone = pressed.shift(); tone !== undefined; tone = pressed.shift()) yield tone;
      if (over) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    for (const stop of stops) stop();
  }
}
