import { expect, test } from "vitest";
import { connectedOnA } from "../testing/instances.fixture.js";
import { connectedWorld, url, world } from "../testing/loopback.fixture.js";
import { openTelemetry } from "../testing/telemetry.fixture.js";
import { CallingError } from "../words/calling-error.js";
import { metricTable } from "./metrics.js";

/** The lease, and the wait for the next look. */
const takeoverMs = 41_000;

test("new events are counted as accepted, repeated ones as duplicates", async () => {
  await using telemetry = openTelemetry();
  const { tell } = await connectedWorld();
  const tone = { kind: "dtmf", id: "tone:1", tone: "1", sequence: 1 } as const;
  const again = { kind: "dtmf", id: "tone:2", tone: "2", sequence: 2 } as const;
  await tell(tone);
  await tell(tone, again);
  expect(await telemetry.count("trunkline.events.accepted", { "trunkline.provider": "loopback" })).toBe(3);
  expect(await telemetry.count("trunkline.events.duplicate", { "trunkline.provider": "loopback" })).toBe(1);
});

test("an event that arrives after the end of what it reports is late, and one without news is not", async () => {
  await using telemetry = openTelemetry();
  const { tell, hangUpRemotely } = await connectedWorld();
  const late = (kind: string) => telemetry.count("trunkline.events.late", { "trunkline.event.kind": kind });
  const roster = { kind: "participants", participants: [] } as const;
  await tell({ kind: "state", state: "connected" }, { ...roster, sequence: 4 }, { ...roster, sequence: 4 });
  expect(await telemetry.count("trunkline.events.late")).toBe(0);
  await tell({ kind: "state", state: "ringing" }, { ...roster, sequence: 3 });
  expect([await late("state"), await late("participants")]).toEqual([1, 1]);
  await tell({ kind: "operation", verb: "play", operationId: "gone", outcome: "completed" });
  expect(await late("operation")).toBe(1);
  await tell({ kind: "dtmf", tone: "1", sequence: 1 }, { kind: "dtmf", tone: "2", sequence: 2 });
  await tell({ kind: "dtmf", id: "another", tone: "1", sequence: 1 });
  expect(await late("dtmf")).toBe(1);
  await hangUpRemotely();
  await tell({ kind: "content-sharing", change: "started", sessionId: "s" });
  expect(await late("content-sharing")).toBe(1);
});

test("callbacks are counted by status, with their duration", async () => {
  await using telemetry = openTelemetry();
  const { calling, tell } = await connectedWorld();
  const post = (headers: Record<string, string>, body: string) =>
    calling.handle(new Request(url, { method: "POST", headers, body }));
  await tell({ kind: "participants", participants: [] });
  await post({}, "");
  await post({ "x-loopback": "wrong" }, "");
  const of = (status: number, provider?: string) =>
    telemetry.count("trunkline.callback.duration", {
      "http.response.status_code": status,
      ...(provider === undefined ? {} : { "trunkline.provider": provider }),
    });
  expect([await of(202, "loopback"), await of(401), await of(401, "loopback")]).toEqual([2, 2, 2]);
  await calling.close({ drainMs: 0 });
  await tell({ kind: "participants", participants: [] });
  expect(await of(503)).toBe(1);
});

test("operations are counted by verb, outcome and what went wrong", async () => {
  await using telemetry = openTelemetry();
  const { call, wire, finish, clock } = await connectedWorld();
  const playing = call.play({ url: "https://cdn.example/a.wav" });
  await playing.accepted;
  await clock.advance(2_000);
  await finish("play");
  await playing;
  wire.next("transfer", () => {
    throw new CallingError("forbidden", "no");
  });
  await expect(call.transfer("+14255550142")).rejects.toMatchObject({ code: "forbidden" });
  const of = (verb: string, outcome: string) =>
    telemetry.count("trunkline.operation.duration", { "trunkline.verb": verb, "trunkline.outcome": outcome });
  expect([await of("create", "completed"), await of("play", "completed"), await of("transfer", "failed")]).toEqual([
    1, 1, 1,
  ]);
  expect(await telemetry.count("trunkline.operation.duration", { "error.type": "forbidden" })).toBe(1);
  const durations = (await telemetry.points()).find(({ descriptor }) => descriptor.name === metricTable.operation.name);
  expect(durations?.dataPoints.map(({ value }) => (typeof value === "number" ? 0 : value.sum))).toContain(2);
});

test("held calls go up and down, and their ends are counted by their reasons", async () => {
  await using telemetry = openTelemetry();
  const { hangUpRemotely, clock } = await connectedWorld();
  expect(await telemetry.count("trunkline.calls.held")).toBe(1);
  await hangUpRemotely();
  await clock.advance(1_000);
  expect(await telemetry.count("trunkline.calls.held")).toBe(0);
  const end = { "trunkline.call.direction": "outgoing", "trunkline.call.end": "remote-hung-up" };
  expect(await telemetry.count("trunkline.calls.ended", end)).toBe(1);
});

test("a call that is taken over is recovered here and lost there, each once", async () => {
  await using telemetry = openTelemetry();
  const { a, b, clock, address } = await connectedOnA();
  a.cut(true);
  await clock.advance(takeoverMs);
  expect([await telemetry.count("trunkline.calls.recovered"), await telemetry.count("trunkline.leases.lost")]).toEqual([
    1, 0,
  ]);
  a.cut(false);
  await clock.advance(takeoverMs);
  await b.tell(address, { kind: "state", id: "ended", state: "disconnected" });
  await clock.advance(1_000);
  expect(await telemetry.count("trunkline.calls.recovered")).toBe(1);
  expect(await telemetry.count("trunkline.leases.lost")).toBe(1);
  expect(await telemetry.count("trunkline.calls.held")).toBe(0);
  expect(await telemetry.count("trunkline.calls.ended")).toBe(1);
});

test("an end that is delivered again, since its instance died during the handlers, is counted once", async () => {
  await using telemetry = openTelemetry();
  const { a, b, clock, address, log } = await connectedOnA();
  a.calling.on("call-ended", () => new Promise<never>(() => {}));
  await a.tell(address, { kind: "state", id: "ended", state: "disconnected" });
  a.cut(true);
  await clock.advance(takeoverMs);
  expect(log.filter((line) => line.startsWith("b:call-ended"))).toHaveLength(1);
  expect(await telemetry.count("trunkline.calls.ended")).toBe(1);
  await b.calling.close();
});

test("an end that is found by asking is counted, since its callback is missing", async () => {
  await using telemetry = openTelemetry();
  const { wire, clock } = await connectedWorld();
  wire.next("inspect", () => ({ found: { state: "gone" } }));
  await clock.advance(6 * 60_000);
  expect(await telemetry.count("trunkline.events.reconciled", { "trunkline.event.type": "call-ended" })).toBe(1);
});

test("a handler that throws is counted by the class of its error", async () => {
  await using telemetry = openTelemetry();
  const { calling, ring } = world();
  calling.on("incoming", () => {
    throw new TypeError("a mistake");
  });
  await ring();
  expect(await telemetry.count("trunkline.errors", { "error.type": "TypeError" })).toBe(1);
});
