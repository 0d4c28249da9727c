import type { CallActor } from "../actor/call-actor.js";

/** The signal of `create` also speaks for the time until somebody picks up: aborted before that, the call is taken back. */
export function hangUpWhenAborted(actor: CallActor, signal: AbortSignal | undefined): void {
  if (!signal) return;
  const abort = () => void actor.call.hangUp();
  if (signal.aborted) return abort();
  signal.addEventListener("abort", abort, { once: true });
  const stop = () => signal.removeEventListener("abort", abort);
  actor.life.connected.promise.then(stop, stop);
}

/** Nobody wants a call that may have been dialed: it is taken back as soon as the provider tells of it. */
export function hangUpWhenTold(actor: CallActor): void {
  const stop = actor.life.on("*", () => {
    stop();
    if (!actor.life.end.over) void actor.call.hangUp();
  });
}
