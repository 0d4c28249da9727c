import type { CallActor } from "../actor/call-actor.js";
import type { Runtime } from "../actor/runtime.js";
import { describeError, errorType } from "../telemetry/describe-error.js";
import { partiesOf } from "../telemetry/telemetry.js";
import { runHandlers } from "./run-handlers.js";

/** What went wrong: the line of the log that says so. */
export type Trouble = "handlerThrew" | "workFailed" | "notAwaited";

/** Tells that a handler threw or that work in the background failed: an `error` event, a count, a line. A handler of `error` that throws itself is a line and no more. */
export function reportError(
  runtime: Pick<Runtime, "hub" | "clock" | "newId" | "telemetry">,
  trouble: Trouble,
  error: unknown,
  actor?: CallActor,
): void {
  if (!isHeard(runtime)) logError(runtime, trouble, error, actor);
  tellError(runtime, error, actor);
}

/** A handler of `error` is told of it, and there is no logger that wants every line: the console need not repeat it. */
export function isHeard({ hub, telemetry }: Pick<Runtime, "hub" | "telemetry">): boolean {
  return telemetry.onConsole && hub.has("error");
}

/** The same without a line: what has one of its own, or is known already. */
export function tellError(
  runtime: Pick<Runtime, "hub" | "clock" | "newId" | "telemetry">,
  error: unknown,
  actor?: CallActor,
): void {
  runtime.telemetry.measure("errors", 1, { "error.type": errorType(error) });
  const event = {
    type: "error",
    id: runtime.newId(),
    at: new Date(runtime.clock.now()),
    provider: actor?.record.provider ?? "",
    attempt: 1,
    source: "own",
    raw: undefined,
    error,
    callRef: actor?.ref,
  } as const;
  void runHandlers(runtime.hub.handlersOf("error").map((handler) => () => handler(event))).then((errors) => {
    for (const thrown of errors) logError(runtime, "handlerThrew", thrown, actor);
  });
}

function logError({ telemetry }: Pick<Runtime, "telemetry">, line: Trouble, thrown: unknown, actor?: CallActor): void {
  const about = actor ? { callRef: actor.ref, ...partiesOf(telemetry, actor.record) } : {};
  telemetry.log(line, { error: describeError(thrown, telemetry.reveal), ...about });
}
