import { metrics, type Tracer, trace } from "@opentelemetry/api";
import { type Clock, steady } from "../base/clock.js";
import type { Party } from "../words/party.js";
import { describeParty } from "../words/to-party.js";
import { createLog, type Log, type Logger } from "./log.js";
import { createMeasure, type Measure } from "./metrics.js";
import type { Reveal } from "./redact.js";

/** Metrics, spans and log lines of an instance. */
export interface Telemetry {
  readonly measure: Measure;
  readonly tracer: Tracer;
  readonly log: Log;
  /** There is a logger, which takes lines of every level: what only a `debug` line needs is worth putting together. */
  readonly logging: boolean;
  /** There is no logger, and warnings and errors go to the console. */
  readonly onConsole: boolean;
  /** Holds back lines that a sender can cause. */
  readonly pace: Pacer;
  readonly reveal: Reveal;
}

/** The name that its spans and numbers go by. */
const scope = "@trunkline/core";

/** Numbers and spans go to the OpenTelemetry SDK that the process has registered, lines to the bot's logger or to the console. */
export function createTelemetry(options: {
  readonly clock: Clock;
  readonly logger?: Logger | false | undefined;
  readonly reveal?: Reveal | undefined;
}): Telemetry {
  const log = createLog(options.logger);
  return {
    measure: createMeasure(metrics.getMeter(scope)),
    tracer: trace.getTracer(scope),
    log,
    logging: Boolean(options.logger),
    onConsole: options.logger === undefined,
    pace: pacer(options.clock),
    reveal: options.reveal ?? {},
  };
}

/** How often a line that a sender can cause is logged at the most, ms: a sender who floods the endpoint must not flood the log. */
const everyMs = 60_000;

/** Says whether a line of some kind is due, and with how many more that were not logged since the one before; `undefined`: not yet. */
type Pacer = (kind: string) => number | undefined;

/** Of each kind one a minute. There are as many kinds as this code names, so nothing grows. */
function pacer(given: Clock): Pacer {
  const clock = steady(given);
  const last = new Map<string, { readonly at: number; more: number }>();
  return (kind) => {
    const before = last.get(kind);
    const at = clock.now();
    if (before && at - before.at < everyMs) {
      before.more++;
      return undefined;
    }
    last.set(kind, { at, more: 0 });
    return before?.more ?? 0;
  };
}

/** Who is on a call, where that may be shown. */
export interface Shown {
  readonly from?: string;
  readonly to?: string;
}

/** Who is on a call, if that may be shown. */
export function partiesOf({ reveal }: Telemetry, { from, to }: { readonly from: Party; readonly to: Party }): Shown {
  return reveal.numbers ? { from: nameOf(from), to: nameOf(to) } : {};
}

function nameOf(party: Party): string {
  if (party.kind === "phone") return party.number;
  return party.kind === "sip" ? party.uri : describeParty(party);
}
