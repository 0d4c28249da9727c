import type { Attributes, Meter } from "@opentelemetry/api";
import { type AttributesOf, type MetricKey, metricTable } from "./metric-table.js";

/** Adds to a count, or takes down a time in seconds. */
export type Measure = <K extends MetricKey>(metric: K, value: number, attributes: AttributesOf<K>) => void;

/** Makes the instruments. Without an SDK that was registered before, they do nothing. */
export function createMeasure(meter: Meter): Measure {
  const instruments = new Map(Object.entries(metricTable).map(([key, metric]) => [key, instrumentOf(meter, metric)]));
  return (metric, value, attributes) => instruments.get(metric)?.(value, attributes);
}

function instrumentOf(meter: Meter, metric: (typeof metricTable)[MetricKey]) {
  const { name, unit, says: description } = metric;
  switch (metric.instrument) {
    case "counter": {
      const counter = meter.createCounter(name, { unit, description });
      return (value: number, attributes: Attributes) => counter.add(value, attributes);
    }
    case "up-down counter": {
      const counter = meter.createUpDownCounter(name, { unit, description });
      return (value: number, attributes: Attributes) => counter.add(value, attributes);
    }
    case "histogram": {
      const advice = { explicitBucketBoundaries: [...metric.bounds] };
      const histogram = meter.createHistogram(name, { unit, description, advice });
      return (value: number, attributes: Attributes) => histogram.record(value, attributes);
    }
  }
}
