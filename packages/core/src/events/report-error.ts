import type { Clock } from "../base/clock.js";
import type { CallRecord } from "../record/call-record.js";
import { describeError, errorType } from "../telemetry/redact.js";
import { partiesOf, type Telemetry } from "../telemetry/telemetry.js";
import type { EventHub } from "./event-hub.js";

/** What reporting an error needs. */
export interface Reporting {
  readonly hub: EventHub;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly telemetry: Telemetry;
}

/** The call that an error is about. */
export interface ReportedCall {
  readonly ref: string;
  readonly record: CallRecord;
}

/** What went wrong: the name of its log line. */
type Trouble = "handlerThrew" | "workFailed" | "notAwaited";

/**
 * Reports that a handler threw or that background work failed: an `error` event, a count, and a log line. If a handler of `error` throws,
 * that is only a log line.
 */
export function reportError(reporting: Reporting, trouble: Trouble, error: unknown, call?: ReportedCall): void {
  if (!isHeard(reporting)) logError(reporting, trouble, error, call);
  emitError(reporting, error, call);
}

/** Whether a handler of `error` sees it and no logger wants every line, so that the console need not repeat it. */
export function isHeard({ hub, telemetry }: Pick<Reporting, "hub" | "telemetry">): boolean {
  return telemetry.onConsole && hub.has("error");
}

/** The same without a log line, for what has one of its own or is known already. */
export function emitError(reporting: Reporting, error: unknown, call?: ReportedCall): void {
  reporting.telemetry.measure("errors", 1, { "error.type": errorType(error) });
  const event = {
    type: "error",
    id: reporting.newId(),
    at: new Date(reporting.clock.now()),
    provider: call?.record.provider ?? "",
    attempt: 1,
    source: "own",
    raw: undefined,
    error,
    callRef: call?.ref,
  } as const;
  void runHandlers(reporting.hub.handlersOf("error").map((handler) => () => handler(event))).then((errors) => {
    for (const thrown of errors) logError(reporting, "handlerThrew", thrown, call);
  });
}

function logError(
  { telemetry }: Pick<Reporting, "telemetry">,
  line: Trouble,
  thrown: unknown,
  call?: ReportedCall,
): void {
  const about = call ? { callRef: call.ref, ...partiesOf(telemetry, call.record) } : {};
  telemetry.log(line, { error: describeError(thrown, telemetry.reveal), ...about });
}

type Handler = () => unknown;

/** Starts handlers in order, without waiting between them. Resolves when all have ended, with what they threw. */
export async function runHandlers(handlers: readonly Handler[]): Promise<readonly unknown[]> {
  const ends = handlers.map((handler) => {
    try {
      return Promise.resolve(handler());
    } catch (error) {
      return Promise.reject(error);
    }
  });
  const settled = await Promise.allSettled(ends);
  return settled.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
}
