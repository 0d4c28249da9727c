import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { expect, test } from "vitest";
import { connectedOnA, twoInstances } from "../testing/instances.fixture.js";
import { connectedWorld, url, world } from "../testing/loopback.fixture.js";
import { openTelemetry } from "../testing/telemetry.fixture.js";
import { CallingError } from "../words/calling-error.js";

const prompt = { url: "https://cdn.example/a.wav" };
/** The lease, and the wait for the next look. */
const takeoverMs = 41_000;

const incoming = {
  kind: "incoming",
  id: "incoming",
  providerCallId: "p",
  from: { kind: "phone", number: "+14255550123" },
  to: { kind: "phone", number: "+14255550100" },
} as const;

/** A span's time, ms since 1970. */
function ms([seconds, nanoseconds]: readonly [number, number]): number {
  return seconds * 1000 + nanoseconds / 1e6;
}

test("an operation is one span, from its request to the event of its end", async () => {
  await using telemetry = openTelemetry();
  const { call, clock, wire, finish } = await connectedWorld();
  const startedAt = clock.now();
  const playing = call.play(prompt);
  await clock.advance(7_000);
  expect(telemetry.spans("trunkline.play")).toEqual([]);
  await finish("play");
  await playing;
  const [span, ...more] = telemetry.spans("trunkline.play");
  expect(more).toEqual([]);
  expect(span?.kind).toBe(SpanKind.CLIENT);
  // Not below the callback that happened to be taken in when it ended.
  expect(span?.parentSpanContext).toBeUndefined();
  expect(ms(span?.startTime ?? [0, 0])).toBe(startedAt);
  expect(ms(span?.endTime ?? [0, 0])).toBe(startedAt + 7_000);
  expect(span?.attributes).toEqual({
    "trunkline.provider": "loopback",
    "trunkline.verb": "play",
    "trunkline.call.ref": call.ref,
    "trunkline.call.direction": "outgoing",
    "trunkline.operation.id": wire.last("play").context.operationId,
    "trunkline.outcome": "completed",
    "trunkline.source": "event",
  });
});

test("the span that is active where a verb is called is the parent of its span, and the callback that reported the end is linked", async () => {
  await using telemetry = openTelemetry();
  const { call, finish } = await connectedWorld();
  const own = telemetry.tracer.startSpan("greet");
  const playing = context.with(trace.setSpan(context.active(), own), () => call.play(prompt));
  await playing.accepted;
  await finish("play");
  await playing;
  const [span] = telemetry.spans("trunkline.play");
  const reporting = telemetry.spans("trunkline.callback").at(-1);
  expect(span?.parentSpanContext?.spanId).toBe(own.spanContext().spanId);
  expect(span?.spanContext().traceId).toBe(own.spanContext().traceId);
  expect(span?.links.map((link) => link.context.spanId)).toEqual([reporting?.spanContext().spanId]);
  expect(reporting?.kind).toBe(SpanKind.CONSUMER);
  expect(reporting?.attributes).toMatchObject({
    "http.response.status_code": 202,
    "trunkline.call.ref": call.ref,
    "trunkline.events.accepted": 1,
    "trunkline.events.duplicate": 0,
  });
});

test("a span has one end, also when the event lands on another instance", { tags: "instances/one-span" }, async () => {
  await using telemetry = openTelemetry();
  const { call, b, wire, address } = await connectedOnA();
  const playing = call.play(prompt);
  await playing.accepted;
  const { operationId } = wire.last("play").context;
  const end = { kind: "operation", id: "end", verb: "play", operationId, outcome: "completed" } as const;
  await b.tell(address, end);
  await b.tell(address, end);
  await playing;
  expect(telemetry.spans("trunkline.play")).toHaveLength(1);
});

test("the span of an operation whose instance was killed is ended by the survivor, once, and reaches back to its beginning", {
  tags: "instances/one-span",
}, async () => {
  await using telemetry = openTelemetry();
  const { a, b, call, clock, wire, address } = await connectedOnA();
  const own = telemetry.tracer.startSpan("greet");
  const startedAt = clock.now();
  const transfer = context.with(trace.setSpan(context.active(), own), () => call.transfer("+14255550142"));
  await transfer.accepted;
  await clock.advance(0);
  a.cut(true);
  await clock.advance(takeoverMs);
  const { operationId } = wire.last("transfer").context;
  await b.tell(address, { kind: "operation", id: "end", verb: "transfer", operationId, outcome: "completed" });
  a.cut(false);
  await clock.advance(takeoverMs);
  await expect(transfer).rejects.toMatchObject({ code: "superseded" });
  const [span, ...more] = telemetry.spans("trunkline.transfer");
  expect(more).toEqual([]);
  expect(ms(span?.startTime ?? [0, 0])).toBe(startedAt);
  expect(ms(span?.endTime ?? [0, 0])).toBe(startedAt + takeoverMs);
  expect(span?.parentSpanContext?.spanId).toBe(own.spanContext().spanId);
  expect(span?.attributes).toMatchObject({ "trunkline.operation.id": operationId, "trunkline.outcome": "completed" });
});

test("the survivor's span of an operation that may have been carried out when its instance died says that its outcome is unknown", async () => {
  await using telemetry = openTelemetry();
  const { a, call, clock, wire } = await connectedOnA();
  wire.next("transfer", () => new Promise<never>(() => {}));
  void call.transfer("+14255550142");
  await clock.advance(0);
  a.cut(true);
  await clock.advance(takeoverMs);
  const spans = telemetry.spans("trunkline.transfer");
  expect(spans.map(({ attributes }) => attributes["error.type"])).toEqual(["outcome-unknown"]);
  expect(spans[0]?.status.code).toBe(SpanStatusCode.ERROR);
});

test("a call belongs to the trace of the callback that brought it, on whichever instance its handlers run", {
  tags: "instances/one-span",
}, async () => {
  await using telemetry = openTelemetry();
  const { a, b, clock, wire } = twoInstances();
  a.calling.on("incoming", (call) => void call.answer());
  await a.tell(url, incoming);
  const brought = telemetry.spans("trunkline.callback")[0]?.spanContext();
  await a.tell(wire.last("answer").context.callbackUrl, { kind: "state", state: "connected" });
  const active: unknown[] = [];
  b.calling.on("call-recovered", ({ call }) => {
    active.push(trace.getSpanContext(context.active())?.spanId);
    void call.hangUp();
  });
  a.cut(true);
  await clock.advance(takeoverMs);
  await b.tell(wire.last("answer").context.callbackUrl, { kind: "state", id: "ended", state: "disconnected" });
  expect(active).toEqual([brought?.spanId]);
  for (const name of ["trunkline.answer", "trunkline.hangUp"]) {
    const [span] = telemetry.spans(name);
    expect(span?.spanContext().traceId).toBe(brought?.traceId);
    expect(span?.parentSpanContext?.spanId).toBe(brought?.spanId);
  }
});

test("a verb that travels to the instance that has the call takes its trace along", async () => {
  await using telemetry = openTelemetry();
  const { b, call, clock, wire, address } = await connectedOnA();
  const elsewhere = await b.calling.get(call.ref);
  const own = telemetry.tracer.startSpan("supervise");
  const hangingUp = context.with(trace.setSpan(context.active(), own), () => elsewhere.hangUp());
  await clock.advance(200);
  expect(wire.count("hangUp")).toBe(1);
  await b.tell(address, { kind: "state", id: "ended", state: "disconnected" });
  await clock.advance(200);
  await hangingUp;
  expect(telemetry.spans("trunkline.hangUp").map((span) => span.parentSpanContext?.spanId)).toEqual([
    own.spanContext().spanId,
  ]);
});

test("a create that is refused is a span that failed, in words without figures", async () => {
  await using telemetry = openTelemetry();
  const { calling, wire } = world();
  wire.next("create", () => {
    throw new CallingError("forbidden", "+14255550123 may not be called, says 7505");
  });
  await expect(calling.create({ to: "+14255550123" })).rejects.toMatchObject({ code: "forbidden" });
  const [span, ...more] = telemetry.spans("trunkline.create");
  expect(more).toEqual([]);
  expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message: "… may not be called, says …" });
  expect(span?.attributes).toMatchObject({ "error.type": "forbidden", "trunkline.outcome": "failed" });
});

test("a collection and its prompt are spans of one trace", async () => {
  await using telemetry = openTelemetry();
  const { call, finish, press } = await connectedWorld();
  const own = telemetry.tracer.startSpan("ask");
  const collecting = context.with(trace.setSpan(context.active(), own), () => call.collectDtmf({ prompt, max: 1 }));
  await call.snapshot();
  await press("");
  await new Promise((resolve) => setImmediate(resolve));
  await finish("play");
  await press("7");
  expect((await collecting).tones).toBe("7");
  for (const verb of ["subscribeDtmf", "play", "collectDtmf"]) {
    const spans = telemetry.spans(`trunkline.${verb}`);
    expect(spans.map((span) => span.parentSpanContext?.spanId)).toEqual([own.spanContext().spanId]);
    expect(spans[0]?.attributes["trunkline.internal"]).toBe(verb === "collectDtmf" ? undefined : true);
  }
});

test("strangers have no spans", async () => {
  await using telemetry = openTelemetry();
  const { calling } = world();
  const refused = await calling.handle(new Request(url, { method: "POST", headers: { "x-loopback": "wrong" } }));
  expect([refused.status, telemetry.spans()]).toEqual([401, []]);
});

test("without an SDK a record has nothing of traces in it", async () => {
  const { call, calling, store, ring } = await connectedWorld();
  const refs: string[] = [];
  calling.on("incoming", ({ ref }) => void refs.push(ref));
  await ring();
  const playing = call.play(prompt);
  await playing.accepted;
  expect(refs).toHaveLength(1);
  for (const ref of [call.ref, ...refs])
    expect(JSON.stringify(await store.read(ref.split(":")[1] ?? ""))).toMatch(/^(?!.*"trace").*"operations"/);
});
