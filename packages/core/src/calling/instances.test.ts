import { expect, test } from "vitest";
import type { Adapter } from "../adapter/adapter.js";
import { wait } from "../base/clock.js";
import type { Call } from "../interface/call.js";
import { connectedOnA, type Data, twoInstances } from "../testing/instances.fixture.js";
import { url } from "../testing/loopback.fixture.js";
import { CallingError } from "../words/calling-error.js";

test("an operation awaited on one instance completes by an event that another receives", async () => {
  const { call, b, wire, address } = await connectedOnA();
  const playing = call.play({ url: "https://cdn.example/a.wav" });
  await playing.accepted;
  const { operationId } = wire.last("play").context;
  expect((await b.tell(address, { kind: "operation", verb: "play", operationId, outcome: "completed" })).status).toBe(
    202,
  );
  expect(await playing).toMatchObject({ endedBy: "completed" });
});

test("an incoming call is offered by one instance only, whichever receives it", {
  tags: "instances/one-at-a-time",
}, async () => {
  const { a, b, log } = twoInstances();
  const signal = {
    kind: "incoming",
    id: "incoming",
    providerCallId: "p",
    from: { kind: "phone", number: "+14255550123" },
    to: { kind: "phone", number: "+14255550100" },
  } as const;
  a.calling.on("incoming", () => {});
  b.calling.on("incoming", () => {});
  await a.tell(url, signal);
  await b.tell(url, signal);
  expect(log.filter((line) => line.endsWith(":incoming"))).toHaveLength(1);
});

test("when an instance is gone another one takes its calls and reports that, with the bot's data", {
  tags: "instances/recovered",
}, async () => {
  const { a, b, clock, log } = await connectedOnA();
  const recovered: { call: Call<Adapter, Data>; data: Data | undefined }[] = [];
  b.calling.on("call-recovered", (event) => void recovered.push(event));
  a.cut(true);
  await clock.advance(45_000);
  expect(log.filter((line) => line === "b:call-recovered")).toHaveLength(1);
  expect(recovered[0]?.data).toEqual({ step: "pin" });
  expect((await recovered[0]?.call.snapshot())?.state).toBe("connected");
});

test("an instance that comes back after its call was taken over learns that it is superseded, and does nothing to the call", {
  tags: "instances/superseded",
}, async () => {
  const { a, call, clock, wire, address, b } = await connectedOnA();
  const playing = call.play({ url: "https://cdn.example/a.wav" });
  await playing.accepted;
  a.cut(true);
  await clock.advance(45_000);
  a.cut(false);
  await clock.advance(15_000);
  await expect(playing).rejects.toMatchObject({ code: "superseded" });
  expect(call.signal.aborted).toBe(true);
  const before = wire.sent.length;
  await expect(call.hangUp()).rejects.toMatchObject({ code: "superseded" });
  expect(wire.sent).toHaveLength(before);
  await b.tell(address, { kind: "state", id: "ended", state: "disconnected" });
});

test("an outage of the store that is longer than a lease leaves every call where it is", {
  tags: "redis/waited-for",
}, async () => {
  for (const after of [0, 250, 500, 750, 990]) {
    const { a, b, call, clock, wire, address, log } = await connectedOnA({ a: put, b: put });
    await clock.advance(after);
    for (const { cut } of [a, b]) cut(true);
    await clock.advance(4000);
    const sending = call.sendDtmf("5");
    const key = b.tell(address, { kind: "dtmf", id: "tone:1", sequence: 1, tone: "1" });
    await clock.advance(0);
    // The other instance is first, and by then a callback of the call is at its door.
    b.cut(false);
    await clock.advance(900);
    a.cut(false);
    expect((await key).status).toBe(202);
    await clock.advance(5000);
    const { operationId } = wire.last("sendDtmf").context;
    await a.tell(address, { kind: "operation", verb: "sendDtmf", operationId, outcome: "completed" });
    expect(await sending).toMatchObject({ sent: "5" });
    expect(log).toContain("a:dtmf-received");
    expect(log.filter((line) => line.startsWith("b:"))).toEqual(["b:error"]);
  }
});

const put = { leaseMs: 3000 };

test("an instance that was without its store for longer than a lease does not send waiting requests", {
  tags: "instances/superseded",
}, async () => {
  const { a, call, clock, wire, log } = await connectedOnA({ a: put, b: put });
  wire.next("play", () => {
    throw new CallingError("throttled", "later", { retryable: true, retryAfterMs: 9700 });
  });
  const playing = call.play({ url: "https://cdn.example/a.wav" }).catch((error: unknown) => error);
  await clock.advance(0);
  a.cut(true);
  await clock.advance(9500);
  expect(log).toContain("b:call-recovered");
  // It can ask again before it has learned anything by itself.
  a.cut(false);
  await clock.advance(200);
  expect(await playing).toMatchObject({ code: "superseded" });
  expect(wire.count("play")).toBe(1);
});

test("while the store cannot say which instance has a call, waiting requests are not sent", {
  tags: "instances/superseded",
}, async () => {
  const { a, call, clock, wire } = await connectedOnA({ a: put, b: put });
  wire.next("play", () => {
    throw new CallingError("throttled", "later", { retryable: true, retryAfterMs: 9700 });
  });
  const playing = call.play({ url: "https://cdn.example/a.wav" }).catch((error: unknown) => error);
  await clock.advance(0);
  a.cut(true);
  await clock.advance(15_000);
  expect(await playing).toMatchObject({ code: "store-unavailable" });
  expect(wire.count("play")).toBe(1);
});

test("a handler may run for an hour: its instance keeps the call, and its events go on in order", {
  tags: ["instances/one-at-a-time", "instances/long-handlers"],
}, async () => {
  const { a, b, clock, log, address, call } = await connectedOnA();
  const hour = 60 * 60_000;
  a.calling.on("dtmf-received", async ({ tone }) => {
    if (tone === "1") await wait(clock, hour);
    log.push(`a has done ${tone}`);
  });
  await a.tell(address, { kind: "dtmf", id: "tone:1", sequence: 1, tone: "1" });
  await clock.advance(hour - 1);
  await b.tell(address, { kind: "dtmf", id: "tone:2", sequence: 2, tone: "2" });
  expect(log.filter((line) => line.startsWith("a has done"))).toEqual(["a has done 2"]);
  await clock.advance(1);
  expect(log.filter((line) => line.startsWith("a has done"))).toEqual(["a has done 2", "a has done 1"]);
  expect(log.filter((line) => line.startsWith("b:"))).toEqual([]);
  expect(call.signal.aborted).toBe(false);
});

test("a handler that runs on when its instance has lost the call learns so, and can do nothing to it", {
  tags: "instances/long-handlers",
}, async () => {
  const { a, b, clock, wire, address, call } = await connectedOnA();
  const outcomes: unknown[] = [];
  a.calling.on("dtmf-received", async (event) => {
    await wait(clock, 5 * 60_000);
    outcomes.push(
      event.call.signal.reason,
      await event.call.play({ url: "https://cdn.example/a.wav" }).catch((e) => e),
    );
  });
  await a.tell(address, { kind: "dtmf", id: "tone:1", sequence: 1, tone: "1" });
  a.cut(true);
  await clock.advance(60_000);
  a.cut(false);
  await clock.advance(5 * 60_000);
  expect(outcomes).toMatchObject([{ code: "superseded" }, { code: "superseded" }]);
  expect(wire.count("play")).toBe(0);
  expect((await (await b.calling.get(call.ref)).snapshot()).state).toBe("connected");
});

test("a collection goes on where the caller was, with the keys pressed while no instance had the call", {
  tags: "instances/keys-between",
}, async () => {
  const { a, b, call, clock, address } = await connectedOnA();
  void call.collectDtmf({ max: 4, key: "pin", firstToneMs: 300_000, interToneMs: 300_000 });
  await clock.advance(0);
  const press = (sequence: number, tone: "1" | "2" | "3" | "4") =>
    ({ kind: "dtmf", id: `tone:${sequence}`, sequence, tone }) as const;
  await a.tell(address, press(1, "1"));
  const collected: string[] = [];
  b.calling.on("call-recovered", async (event) => {
    const { tones } = await event.call.collectDtmf({ max: 4, key: "pin" });
    collected.push(tones);
  });
  a.cut(true);
  await b.tell(address, press(2, "2"), press(3, "3"));
  await clock.advance(45_000);
  await b.tell(address, press(4, "4"));
  expect(collected).toEqual(["1234"]);
});

test("the outbox of a dead instance is delivered again, with the number of the attempt", {
  tags: "events/at-least-once",
}, async () => {
  const { a, b, clock, address } = await connectedOnA();
  const attempts: number[] = [];
  a.calling.on("dtmf-received", () => new Promise(() => {}));
  b.calling.on("dtmf-received", (event) => void attempts.push(event.attempt));
  await a.tell(address, { kind: "dtmf", id: "tone:1", sequence: 1, tone: "7" });
  expect(attempts).toEqual([]);
  a.cut(true);
  await clock.advance(45_000);
  expect(attempts).toEqual([2]);
});

test("an instance that closes hands its calls over at once", async () => {
  const { a, b, clock, log, call } = await connectedOnA();
  await a.calling.close({ drainMs: 0 });
  await clock.advance(10_000);
  expect((await b.calling.get(call.ref)).id).toBe(call.id);
  expect(log).not.toContain("b:call-ended:unknown");
});

test("without a way to the store callbacks are answered 503, and nothing is lost when the sender tries again", async () => {
  const { a, address, log } = await connectedOnA();
  a.cut(true);
  const signal = { kind: "state", id: "ended", state: "disconnected" } as const;
  expect((await a.tell(address, signal)).status).toBe(503);
  a.cut(false);
  expect((await a.tell(address, signal)).status).toBe(202);
  expect(log.filter((line) => line.startsWith("a:call-ended"))).toHaveLength(1);
});
