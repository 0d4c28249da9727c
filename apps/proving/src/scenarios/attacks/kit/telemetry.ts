import { metrics, trace } from "@opentelemetry/api";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { Logger } from "@trunkline/core";
import { pino } from "pino";

/** A real SDK and a real logger, registered until it is disposed of. */
export interface Telemetry extends AsyncDisposable {
  readonly logger: Logger;
  /** Every logged line. */
  lines(): string;
  /** Everything exported in spans. */
  spans(): string;
  /** Everything exported in metrics. */
  numbers(): Promise<string>;
  /** The sum of a counter's values. */
  count(name: string): Promise<number>;
}

export function startTelemetry(): Telemetry {
  const lines: string[] = [];
  const spans = new InMemorySpanExporter();
  const exported = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: exported, exportIntervalMillis: 3_600_000 });
  const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  const meters = new MeterProvider({ readers: [reader] });
  trace.setGlobalTracerProvider(tracers);
  metrics.setGlobalMeterProvider(meters);
  const collect = async () => {
    await reader.forceFlush();
    return exported.getMetrics().at(-1)?.scopeMetrics ?? [];
  };
  return {
    logger: pino({ level: "debug" }, { write: (line) => void lines.push(line) }),
    lines: () => lines.join(""),
    spans: () =>
      JSON.stringify(
        spans.getFinishedSpans().map(({ name, attributes, status, events, links }) => ({
          ...{ name, attributes, status, events },
          links: links.map((link) => link.attributes),
        })),
      ),
    numbers: async () => JSON.stringify(await collect()),
    async count(name) {
      const found = (await collect())
        .flatMap((scope) => scope.metrics)
        .find(({ descriptor }) => descriptor.name === name);
      return (found?.dataPoints ?? []).reduce(
        (sum, { value }) => sum + (typeof value === "number" ? value : value.count),
        0,
      );
    },
    async [Symbol.asyncDispose]() {
      trace.disable();
      metrics.disable();
      await meters.shutdown();
      await tracers.shutdown();
    },
  };
}
