import type { Instance } from "../actor/instance.js";
import type { UnrecognizedSignal } from "../adapter/signal.js";
import { type Reporting, reportError, runHandlers } from "../events/report-error.js";

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
