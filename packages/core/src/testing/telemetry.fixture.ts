import { type Attributes, context, metrics, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { Logger } from "../telemetry/log.js";

/** The real SDK, registered for this process until it is disposed of. What it exports stays in memory. */
export function openTelemetry() {
  const exported = new InMemorySpanExporter();
  const numbers = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: numbers, exportIntervalMillis: 3_600_000 });
  const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exported)] });
  const meters = new MeterProvider({ readers: [reader] });
  const manager = new AsyncLocalStorageContextManager().enable();
  context.setGlobalContextManager(manager);
  trace.setGlobalTracerProvider(tracers);
  metrics.setGlobalMeterProvider(meters);
  const points = async () => {
    await reader.forceFlush();
    const scopes = numbers.getMetrics().at(-1)?.scopeMetrics ?? [];
    return scopes.flatMap((scope) => scope.metrics);
  };
  return {
    /** The bot's own spans, for a test to begin. */
    tracer: tracers.getTracer("the bot"),
    /** Spans that were ended, by the beginning of their names. */
    spans: (name = "") => exported.getFinishedSpans().filter((span) => span.name.startsWith(name)),
    /** Everything that was measured, as it would be exported. */
    points,
    /** The sum of a counter, or the count of a histogram, over the points that have these attributes. */
    async count(name: string, attributes: Attributes = {}) {
      const found = (await points()).find(({ descriptor }) => descriptor.name === name);
      const values = (found?.dataPoints ?? []).filter((point) =>
        Object.entries(attributes).every(([key, value]) => point.attributes[key] === value),
      );
      return values.reduce((sum, { value }) => sum + (typeof value === "number" ? value : value.count), 0);
    },
    async [Symbol.asyncDispose]() {
      trace.disable();
      metrics.disable();
      context.disable();
      await meters.shutdown();
      await tracers.shutdown();
    },
  };
}

/** A logger that keeps its lines. */
export function memoryLogger() {
  const lines: { readonly level: keyof Logger; readonly message: string; readonly fields: object }[] = [];
  const at = (level: keyof Logger) => (fields: object, message: string) => void lines.push({ level, message, fields });
  const logger: Logger = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
  return {
    logger,
    lines,
    /** The fields of the lines that say this. */
    said: (message: string) => lines.filter((line) => line.message === message).map(({ fields }) => fields),
  };
}
