import { expect, test } from "vitest";
import { connectedOnA } from "../testing/instances.fixture.js";
import { CallingError } from "../words/calling-error.js";

test("a call that another instance holds can be looked at and waited for from anywhere", async () => {
  const { b, call, clock, address } = await connectedOnA();
  const remote = await b.calling.get(call.ref);
  expect(remote).toMatchObject({ id: call.id, ref: call.ref, direction: "outgoing", to: call.to });
  expect(await remote.snapshot()).toMatchObject({ state: "connected", data: { step: "pin" } });
  await remote.connected;
  const ended = remote.ended;
  const { signal } = remote;
  await b.tell(address, {
    kind: "state",
    id: "ended",
    state: "disconnected",
    result: { code: 0, subcode: 0, message: "" },
  });
  await clock.advance(200);
  expect((await ended).kind).toBe("remote-hung-up");
  expect(signal.aborted).toBe(true);
});

test("a command is carried out once by the instance that has the call, and its outcome comes back", {
  tags: "instances/any-handle",
}, async () => {
  const { b, call, clock, wire, address } = await connectedOnA();
  const remote = await b.calling.get(call.ref);
  const sending = remote.sendDtmf("12#");
  await clock.advance(0);
  const { operationId } = wire.last("sendDtmf").context;
  await b.tell(address, { kind: "operation", verb: "sendDtmf", operationId, outcome: "completed" });
  await clock.advance(200);
  expect(await sending).toEqual({ sent: "12#", warnings: [] });
  expect(wire.count("sendDtmf")).toBe(1);
});

test("a failure comes back with its code", async () => {
  const { b, call, clock } = await connectedOnA();
  const remote = await b.calling.get(call.ref);
  const sending = remote.sendDtmf("1x").catch((error: unknown) => error);
  await clock.advance(200);
  const error = await sending;
  expect(CallingError.is(error) && error.code).toBe("invalid-request");
});

test("a hang-up from another instance ends the call", async () => {
  const { b, call, clock, wire, address } = await connectedOnA();
  const remote = await b.calling.get(call.ref);
  const leaving = remote.hangUp();
  await clock.advance(0);
  expect(wire.count("hangUp")).toBe(1);
  await b.tell(address, { kind: "state", id: "ended", state: "disconnected" });
  await clock.advance(200);
  await leaving;
  expect((await call.ended).kind).toBe("hung-up");
});

test("keys are collected by the instance that has the call, for the one that asked", async () => {
  const { b, call, clock, address } = await connectedOnA();
  const remote = await b.calling.get(call.ref);
  const collecting = remote.collectDtmf({ max: 2 });
  await clock.advance(0);
  await b.tell(
    address,
    { kind: "dtmf", id: "tone:1", sequence: 1, tone: "4" },
    { kind: "dtmf", id: "tone:2", sequence: 2, tone: "2" },
  );
  await clock.advance(200);
  expect(await collecting).toEqual({ tones: "42", endedBy: "max" });
});

test("keys that were pressed before the call ended reach the instance that collects them from elsewhere", async () => {
  const { b, call, clock, address } = await connectedOnA();
  const collecting = (await b.calling.get(call.ref)).collectDtmf({ max: 4 });
  await clock.advance(0);
  await b.tell(
    address,
    { kind: "dtmf", id: "tone:1", sequence: 1, tone: "4" },
    { kind: "state", id: "ended", state: "disconnected" },
  );
  await clock.advance(200);
  expect(await collecting).toEqual({ tones: "4", endedBy: "call-ended" });
});

test("a collection for another instance goes on when the instance with the call dies, and its keys reach the one that asked", {
  tags: "instances/any-handle",
}, async () => {
  const { a, b, call, clock, address } = await connectedOnA();
  const collecting = (await b.calling.get(call.ref)).collectDtmf({
    max: 2,
    firstToneMs: 300_000,
    interToneMs: 300_000,
  });
  await clock.advance(0);
  await b.tell(address, { kind: "dtmf", id: "tone:1", sequence: 1, tone: "4" });
  a.cut(true);
  await clock.advance(45_000);
  await b.tell(address, { kind: "dtmf", id: "tone:2", sequence: 2, tone: "2" });
  await clock.advance(200);
  expect(await collecting).toEqual({ tones: "42", endedBy: "max" });
});

test("canceling from another instance stops what was begun from there", async () => {
  const { b, call, clock, wire, address } = await connectedOnA();
  const remote = await b.calling.get(call.ref);
  const abort = new AbortController();
  const playing = remote.play({ url: "https://cdn.example/a.wav" }, { signal: abort.signal });
  await clock.advance(0);
  abort.abort(new Error("enough"));
  await expect(playing).rejects.toThrow("enough");
  await clock.advance(0);
  expect(wire.count("cancelMedia")).toBe(1);
  await b.tell(address, { kind: "state", id: "ended", state: "disconnected" });
});

test("data from two instances at once are both written, one after the other", async () => {
  const { b, call, clock } = await connectedOnA();
  const remote = await b.calling.get(call.ref);
  const longer = (data: { step: string } | undefined) => ({ step: `${data?.step}+` });
  const writing = Promise.all([remote.data.update(longer), call.data.update(longer), remote.data.update(longer)]);
  await clock.advance(2000);
  await writing;
  expect(await call.data.get()).toEqual({ step: "pin+++" });
});

test("when the instance with the call dies during a command, the next one carries it out, or its outcome is unknown", async () => {
  const { a, b, call, clock, wire, address } = await connectedOnA();
  const remote = await b.calling.get(call.ref);
  a.cut(true);
  const leaving = remote.hangUp({ timeoutMs: 120_000 });
  await clock.advance(45_000);
  expect(wire.count("hangUp")).toBe(1);
  await b.tell(address, { kind: "state", id: "ended", state: "disconnected" });
  await clock.advance(200);
  await leaving;
});

test("leaving the scope of a call that another instance has hangs it up, and a call that turns out to be gone is left alone", async () => {
  const { b, call, clock, wire } = await connectedOnA();
  wire.next("inspect", () => ({ found: { state: "gone" } }));
  wire.next("hangUp", () => {
    throw new CallingError("call-ended", "no call of that id");
  });
  const leaving = (async () => {
    await using _remote = await b.calling.get(call.ref);
  })();
  await clock.advance(200);
  await leaving;
  expect(wire.count("hangUp")).toBe(1);
});

test("events and keys of a call are delivered by the instance that has it, and listening elsewhere is refused with that explanation", async () => {
  const { b, call } = await connectedOnA();
  const remote = await b.calling.get(call.ref);
  expect(() => remote.on("call-ended", () => {})).toThrow("the instance that has it");
  expect(() => remote.dtmf()).toThrow("the instance that has it");
});

test("another instance sees what it waits for as soon as the store hints at it, and within a second where the hint is lost", async () => {
  for (const [lost, withinMs] of [
    [false, 0],
    [true, 1000],
  ] as const) {
    const { a, b, call, clock, wire, address } = await connectedOnA();
    const sending = (await b.calling.get(call.ref)).sendDtmf("1");
    let there = false;
    sending.then(() => {
      there = true;
    });
    await clock.advance(0);
    b.loseHints(lost);
    const { operationId } = wire.last("sendDtmf").context;
    await a.tell(address, { kind: "operation", verb: "sendDtmf", operationId, outcome: "completed" });
    await clock.advance(withinMs);
    expect(there).toBe(true);
  }
});

test("waiting for a call of another instance costs the store one read a second", async () => {
  const { b, call, clock } = await connectedOnA();
  const remote = await b.calling.get(call.ref);
  remote.ended.catch(() => {});
  await clock.advance(0);
  const before = b.reads();
  await clock.advance(10_000);
  expect(b.reads() - before).toBeLessThanOrEqual(11);
});

test("the provider's acceptance of a verb reaches the other instance while the work goes on", async () => {
  const { a, b, call, clock, wire, address } = await connectedOnA();
  wire.next("play", () => ({ requestId: "r1", warnings: ["quieter than asked for"] }));
  const playing = (await b.calling.get(call.ref)).play({ url: "https://cdn.example/a.wav" });
  await clock.advance(0);
  expect(await playing.accepted).toEqual({ requestId: "r1", warnings: ["quieter than asked for"] });
  expect(wire.last("play").context.operationId).toBe(playing.id);
  await a.tell(address, { kind: "operation", verb: "play", operationId: playing.id, outcome: "completed" });
  expect(await playing).toEqual({ endedBy: "completed", warnings: ["quieter than asked for"] });
});
