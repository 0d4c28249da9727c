import type { CallHolder } from "../holder/call-holder.js";
import type { Runtime } from "../holder/runtime.js";
import { runHandlers } from "./run-handlers.js";

/** Tells that a handler threw or that work in the background failed. A handler of `error` that throws itself is told to nobody. */
export function reportError(
  runtime: Pick<Runtime, "hub" | "clock" | "newId">,
  error: unknown,
  holder?: CallHolder,
): void {
  const event = {
    type: "error",
    id: runtime.newId(),
    at: new Date(runtime.clock.now()),
    provider: holder?.record.provider ?? "",
    attempt: 1,
    source: "own",
    raw: undefined,
    error,
    callRef: holder?.ref,
  } as const;
  void runHandlers(runtime.hub.handlersOf("error").map((handler) => () => handler(event)));
}
