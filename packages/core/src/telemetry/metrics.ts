import type { Attributes, Meter } from "@opentelemetry/api";

/** A metric. */
interface Metric {
  readonly name: string;
  readonly instrument: "counter" | "up-down counter" | "histogram";
  /** As OpenTelemetry writes units: `s`, or what is counted in braces. */
  readonly unit: string;
  readonly says: string;
  /** The attributes of each value. Each has few values: none identifies a call or a person. */
  readonly attributes: readonly string[];
  /** Attributes that only some values have. */
  readonly sometimes: readonly string[];
  /** Where the bounds between the buckets of a histogram are. */
  readonly bounds?: readonly number[];
}

/** Everything that is counted and measured. `docs/operations.md` says what each means and what to do when it moves. */
export const metricTable = {
  callback: {
    name: "trunkline.callback.duration",
    instrument: "histogram",
    unit: "s",
    says: "From the arrival of a callback to its answer. Its count, by status, is that of callbacks taken and refused.",
    attributes: ["http.response.status_code"],
    sometimes: ["trunkline.provider"],
    bounds: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
  accepted: {
    name: "trunkline.events.accepted",
    instrument: "counter",
    unit: "{event}",
    says: "Events in callbacks that were new, and are in the store.",
    attributes: ["trunkline.provider"],
    sometimes: [],
  },
  duplicate: {
    name: "trunkline.events.duplicate",
    instrument: "counter",
    unit: "{event}",
    says: "Events in callbacks that had arrived before.",
    attributes: ["trunkline.provider"],
    sometimes: [],
  },
  late: {
    name: "trunkline.events.late",
    instrument: "counter",
    unit: "{event}",
    says: "Accepted events that came after what they report was over or overtaken.",
    attributes: ["trunkline.provider", "trunkline.event.kind"],
    sometimes: [],
  },
  reconciled: {
    name: "trunkline.events.reconciled",
    instrument: "counter",
    unit: "{event}",
    says: "Events that the provider reported only when it was asked.",
    attributes: ["trunkline.provider", "trunkline.event.type"],
    sometimes: [],
  },
  operation: {
    name: "trunkline.operation.duration",
    instrument: "histogram",
    unit: "s",
    says: "From the request of an operation to its end. Its count, by outcome, is that of operations.",
    attributes: ["trunkline.provider", "trunkline.verb", "trunkline.outcome"],
    sometimes: ["error.type"],
    bounds: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600],
  },
  held: {
    name: "trunkline.calls.held",
    instrument: "up-down counter",
    unit: "{call}",
    says: "Calls that this instance holds now.",
    attributes: ["trunkline.provider"],
    sometimes: [],
  },
  ended: {
    name: "trunkline.calls.ended",
    instrument: "counter",
    unit: "{call}",
    says: "Calls that came to their end here.",
    attributes: ["trunkline.provider", "trunkline.call.direction", "trunkline.call.end"],
    sometimes: [],
  },
  recovered: {
    name: "trunkline.calls.recovered",
    instrument: "counter",
    unit: "{call}",
    says: "Calls that this instance took over from one that is gone.",
    attributes: ["trunkline.provider"],
    sometimes: [],
  },
  lost: {
    name: "trunkline.leases.lost",
    instrument: "counter",
    unit: "{call}",
    says: "Calls that another instance took over from this one, which still runs.",
    attributes: ["trunkline.provider"],
    sometimes: [],
  },
  handlers: {
    name: "trunkline.handlers.running",
    instrument: "up-down counter",
    unit: "{handler}",
    says: "Handlers that have begun and not ended, by event. One that never ends stays.",
    attributes: ["trunkline.event.type"],
    sometimes: [],
  },
  errors: {
    name: "trunkline.errors",
    instrument: "counter",
    unit: "{error}",
    says: "Handlers that threw, and work in the background that failed: the `error` events.",
    attributes: ["error.type"],
    sometimes: [],
  },
} as const satisfies Readonly<Record<string, Metric>>;

type Table = typeof metricTable;
export type MetricKey = keyof Table;

/** The attributes of a value of this metric. */
export type AttributesOf<K extends MetricKey> = {
  readonly [A in Table[K]["attributes"][number]]: string | number;
} & { readonly [A in Table[K]["sometimes"][number]]?: string };

/** Adds to a count, or records a duration in seconds. */
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
