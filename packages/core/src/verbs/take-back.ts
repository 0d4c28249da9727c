import type { CallHolder } from "../actor/call-holder.js";

/** The signal of `create` also speaks for the time until somebody picks up: aborted before that, the call is taken back. */
export function hangUpWhenAborted(holder: CallHolder, signal: AbortSignal | undefined): void {
  if (!signal) return;
  const abort = () => void holder.call.hangUp();
  if (signal.aborted) return abort();
  signal.addEventListener("abort", abort, { once: true });
  const stop = () => signal.removeEventListener("abort", abort);
  holder.life.connected.promise.then(stop, stop);
}

/** Nobody wants a call that may have been dialed: it is taken back as soon as the provider tells of it. */
export function hangUpWhenTold(holder: CallHolder): void {
  const stop = holder.life.on("*", () => {
    stop();
    if (!holder.life.end.over) void holder.call.hangUp();
  });
}
