import type { Instance } from "../actor/instance.js";
import type { UnrecognizedSignal } from "../adapter/signal.js";
import { reportError } from "../events/report-error.js";
import { runHandlers } from "../events/run-handlers.js";

/** Tells of something that the adapter does not know and that belongs to no call: a file is ready, a subscription changed. */
export function deliverUncorrelated(instance: Instance, signal: UnrecognizedSignal, member: string): void {
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
