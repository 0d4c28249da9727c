import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { expect, test } from "vitest";
import { manualClock } from "../base/clock.js";
import { createTelemetry, type Telemetry } from "../telemetry/telemetry.js";
import { memoryLogger, openTelemetry } from "../testing/telemetry.fixture.js";
import { beginCallbackSpan, observeCallback, type Reception, traceOf } from "./observe-callback.js";

const response = new Response();
const known = { provider: "graph", callRef: "graph:k" };

/** A callback that arrived 1500 ms ago, what is measured and logged of it, and its answer. */
function stage({ logging = true }: { readonly logging?: boolean } = {}) {
  const clock = manualClock({ start: 2500 });
  const { logger, lines } = memoryLogger();
  const measured: unknown[] = [];
  const measure: Telemetry["measure"] = (...given) => void measured.push(given);
  const telemetry = { ...createTelemetry({ clock, logger: logging ? logger : false }), measure };
  const reception = (more: Partial<Reception> = {}): Reception => ({ at: 1000, accepted: 2, duplicate: 1, ...more });
  const observe = (about: Reception, status: number, refusal?: string) =>
    observeCallback({ telemetry, clock }, about, { status, response, ...(refusal === undefined ? {} : { refusal }) });
  return { clock, telemetry, lines, measured, reception, observe };
}

test("a callback that is taken in is measured, and a debug line says how many events were new", () => {
  const { lines, measured, reception, observe } = stage();
  observe(reception(known), 202);
  observe(reception({ provider: "graph" }), 200);
  expect(measured).toStrictEqual([
    ["callback", 1.5, { "http.response.status_code": 202, "trunkline.provider": "graph" }],
    ["callback", 1.5, { "http.response.status_code": 200, "trunkline.provider": "graph" }],
  ]);
  const taken = { accepted: 2, duplicate: 1, tookMs: 1500 };
  expect(lines.map(({ level, fields }) => [level, fields])).toStrictEqual([
    ["debug", { ...known, status: 202, ...taken }],
    ["debug", { provider: "graph", status: 200, ...taken }],
  ]);
});

test("a clock that was set back makes no duration negative", () => {
  const { measured, reception, observe } = stage();
  observe(reception({ at: 9000 }), 202);
  expect(measured).toStrictEqual([["callback", 0, { "http.response.status_code": 202 }]]);
});

test("refusals are one line a minute for each status, counted apart at the addresses of calls", () => {
  const { lines, measured, reception, observe } = stage();
  for (const about of [{}, {}, known, { provider: "graph" }]) observe(reception(about), 401, "wrong secret");
  observe(reception(), 403, "why");
  expect(lines.map(({ level, fields }) => [level, fields])).toStrictEqual([
    ["warn", { status: 401, reason: "wrong secret", more: 0 }],
    ["warn", { ...known, status: 401, reason: "wrong secret", more: 0 }],
    ["warn", { status: 403, reason: "why", more: 0 }],
  ]);
  expect(measured).toHaveLength(5);
});

test("the span of a callback runs from its arrival to its answer, and names what is known", async () => {
  await using spans = openTelemetry();
  const { telemetry, reception, observe } = stage();
  const about = reception(known);
  const span = beginCallbackSpan({ telemetry }, about);
  expect(about.span).toBe(span);
  const { traceId, spanId } = span.spanContext();
  expect(traceOf(about)).toBe(`00-${traceId}-${spanId}-01`);
  observe(about, 202);
  const nameless = reception();
  beginCallbackSpan({ telemetry }, nameless);
  observe(nameless, 202);
  const [first, second] = spans.spans();
  expect(first).toMatchObject({ name: "trunkline.callback", kind: SpanKind.CONSUMER });
  expect([first?.startTime, first?.endTime, first?.status.code]).toStrictEqual([
    [1, 0],
    [2, 5e8],
    SpanStatusCode.UNSET,
  ]);
  const counted = {
    "http.response.status_code": 202,
    "trunkline.events.accepted": 2,
    "trunkline.events.duplicate": 1,
  };
  expect(first?.attributes).toStrictEqual({
    "trunkline.provider": "graph",
    "trunkline.call.ref": "graph:k",
    ...counted,
  });
  expect(second?.attributes).toStrictEqual(counted);
});

test("the span of a refused callback has the reason, also where no line is due", async () => {
  await using spans = openTelemetry();
  const { telemetry, reception, observe, lines } = stage();
  for (const count of [1, 2]) {
    const about = reception({ accepted: count });
    beginCallbackSpan({ telemetry }, about);
    observe(about, 403, "why");
  }
  const ended = spans.spans();
  expect([ended.length, lines.length]).toEqual([2, 1]);
  for (const span of ended) {
    expect(span.attributes["error.type"]).toBe("403");
    expect(span.status).toStrictEqual({ code: SpanStatusCode.ERROR, message: "why" });
  }
});

test("without a logger a callback that is taken in has no line, and without a span it has no trace", () => {
  const { telemetry, reception, observe } = stage({ logging: false });
  let lines = 0;
  observeCallback(
    { telemetry: { ...telemetry, log: () => void lines++ }, clock: manualClock({ start: 0 }) },
    reception(),
    { status: 202, response },
  );
  observe(reception(), 202);
  expect([lines, traceOf(reception())]).toStrictEqual([0, undefined]);
});
