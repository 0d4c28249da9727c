import { metrics, type Tracer, trace } from "@opentelemetry/api";
import type { Clock } from "../clock/clock.js";
import { createLog, type Log } from "./log.js";
import type { Logger } from "./logger.js";
import { createMeasure, type Measure } from "./measure.js";
import { type Pacer, pacer } from "./pacer.js";
import type { Reveal } from "./reveal.js";

/** What an instance tells of itself: numbers, spans and lines. */
export interface Telemetry {
  readonly measure: Measure;
  readonly tracer: Tracer;
  readonly log: Log;
  /** There is a logger, which takes lines of every level: what only a `debug` line needs is worth putting together. */
  readonly logging: boolean;
  /** There is none, and loud lines go to the console. */
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
