import { describe, expect, test } from "vitest";
import { collectingWorld, reporting } from "../../testing/native-collect.fixture.js";
import { memoryLogger } from "../../testing/telemetry.fixture.js";

const prompt = { url: "https://cdn.example/pin.wav" };

describe("a native collection", () => {
  test("that is canceled is stopped at the provider, which reports the keys so far", async () => {
    const { call, report, settle, wire } = await collectingWorld();
    const collected = call.collectDtmf({ max: 4 });
    await settle();
    await collected.cancel();
    await settle();
    const { operationId } = wire.last("collectDtmf").context;
    expect(wire.last("cancelMedia").input).toEqual({ collecting: { operationId } });
    await report("12", { endedBy: "canceled" });
    expect(await collected).toEqual({ tones: "12", endedBy: "canceled" });
    expect(wire.count("cancelMedia")).toBe(1);
  });

  test("that is canceled with all media is stopped by the same request", async () => {
    const { call, report, settle, wire } = await collectingWorld();
    wire.next("collectDtmf", () => ({ providerOperationId: "g1" }));
    const collected = call.collectDtmf({ max: 4 });
    await settle();
    await call.cancelMedia();
    const { operationId } = wire.last("collectDtmf").context;
    expect(wire.last("cancelMedia").input).toEqual({ collecting: { operationId, providerOperationId: "g1" } });
    await report("1", { endedBy: "canceled" });
    expect(await collected).toEqual({ tones: "1", endedBy: "canceled" });
    expect(wire.count("cancelMedia")).toBe(1);
  });

  test("that is canceled on its way to the provider is stopped once it is there", async () => {
    const { call, report, settle, wire } = await collectingWorld();
    let arrive = () => {};
    wire.next("collectDtmf", () => new Promise((resolve) => (arrive = () => resolve({}))));
    const collected = call.collectDtmf({ max: 4 });
    await settle();
    await collected.cancel();
    await settle();
    expect(wire.count("cancelMedia")).toBe(0);
    arrive();
    await settle();
    expect(wire.count("cancelMedia")).toBe(1);
    await report("", { endedBy: "canceled" });
    expect(await collected).toEqual({ tones: "", endedBy: "canceled" });
  });

  test("that is canceled twice is stopped once, and has no more time", async () => {
    const { call, clock, settle, wire } = await collectingWorld();
    const collected = call.collectDtmf({ max: 4 });
    await settle();
    await collected.cancel();
    await clock.advance(4000);
    await collected.cancel();
    await clock.advance(1000);
    expect(await collected).toEqual({ tones: "", endedBy: "canceled" });
    expect(wire.count("cancelMedia")).toBe(1);
  });

  test("that the bot stops waiting for while it is on its way is stopped once it is there", async () => {
    const { call, report, settle, sent, wire } = await collectingWorld();
    let arrive = () => {};
    wire.next("collectDtmf", () => new Promise((resolve) => (arrive = () => resolve({}))));
    const abort = new AbortController();
    const collected = call.collectDtmf({ max: 4, signal: abort.signal });
    const next = call.play(prompt);
    await settle();
    abort.abort(new Error("enough"));
    await expect(collected).rejects.toThrow("enough");
    expect(wire.last("collectDtmf").context.signal.aborted).toBe(false);
    arrive();
    await settle();
    expect(sent()).toEqual(["collectDtmf", "cancelMedia"]);
    await report("", { endedBy: "canceled" });
    await next.accepted;
  });

  test("whose end is not reported after its cancel ends within five seconds", async () => {
    const { call, clock, settle } = await collectingWorld();
    const collected = call.collectDtmf({ max: 4 });
    await settle();
    await collected.cancel();
    await clock.advance(5000);
    expect(await collected).toEqual({ tones: "", endedBy: "canceled" });
  });

  test("ends within fifteen seconds even if the request to stop it fails", async () => {
    const { call, clock, settle, wire } = await collectingWorld();
    wire.next("cancelMedia", () => Promise.reject(new Error("the line went dead")));
    const collected = call.collectDtmf({ max: 4 });
    await settle();
    await collected.cancel();
    await clock.advance(15_000);
    expect(await collected).toEqual({ tones: "", endedBy: "canceled" });
  });

  test("lets what comes next wait until it has stopped, although the bot waits for it no more", async () => {
    const { call, report, settle, sent } = await collectingWorld();
    const abort = new AbortController();
    const collected = call.collectDtmf({ max: 4, signal: abort.signal });
    const next = call.play(prompt);
    await settle();
    abort.abort(new Error("enough"));
    await expect(collected).rejects.toThrow("enough");
    await settle();
    expect(sent()).toEqual(["collectDtmf", "cancelMedia"]);
    await report("", { endedBy: "canceled" });
    await next.accepted;
    expect(sent()).toEqual(["collectDtmf", "cancelMedia", "play"]);
  });

  test("fails for the provider's reason, and the next one begins", async () => {
    const { call, tell, report, settle, wire } = await collectingWorld();
    const collected = call.collectDtmf({ prompt, max: 1 });
    await settle();
    const { operationId } = wire.last("collectDtmf").context;
    const result = { code: 415, subcode: 2, message: "no audio" };
    await tell({ kind: "operation", verb: "collectDtmf", operationId, outcome: "failed", result, hint: "A WAV." });
    await expect(collected).rejects.toMatchObject({ code: "operation-failed", providerCode: "2", hint: "A WAV." });
    const next = call.collectDtmf({ max: 1 });
    await settle();
    await report("1");
    expect(await next).toMatchObject({ tones: "1" });
  });

  test("is not over because its completion is reported: the keys are still to come", async () => {
    const { call, tell, report, settle, wire } = await collectingWorld();
    const collected = call.collectDtmf({ max: 1 });
    await settle();
    const { operationId } = wire.last("collectDtmf").context;
    await tell({ kind: "operation", verb: "collectDtmf", operationId, outcome: "completed" });
    await report("1");
    expect(await collected).toEqual({ tones: "1", endedBy: "max" });
  });

  test("that the provider stops of itself is canceled", async () => {
    const { call, tell, settle, wire } = await collectingWorld();
    const collected = call.collectDtmf({ max: 1 });
    await settle();
    const { operationId } = wire.last("collectDtmf").context;
    await tell({ kind: "operation", verb: "collectDtmf", operationId, outcome: "canceled" });
    expect(await collected).toEqual({ tones: "", endedBy: "canceled" });
  });

  test("that the provider turns down when it is asked fails, and so does one whose answer is lost", async () => {
    const { call, settle, wire } = await collectingWorld();
    wire.next("collectDtmf", () => Promise.reject(new Error("the line went dead")));
    await expect(call.collectDtmf({ max: 1 })).rejects.toMatchObject({ code: "outcome-unknown", verb: "collectDtmf" });
    await settle();
    expect((await call.snapshot()).state).toBe("connected");
  });

  test("fails when its report is overdue, and the provider is asked about the call", async () => {
    const { call, clock, settle, wire } = await collectingWorld();
    const collected = call.collectDtmf({ max: 2, firstToneMs: 1000, interToneMs: 1000 });
    const failed = collected.catch((error: unknown) => error);
    await settle();
    await clock.advance(17_999);
    expect(wire.count("inspect")).toBe(0);
    await clock.advance(1);
    expect(await failed).toMatchObject({ code: "timeout", verb: "collectDtmf" });
    expect(wire.count("inspect")).toBe(1);
  });

  test("of any number of keys is overdue after the time for a hundred", async () => {
    const { call, clock, settle } = await collectingWorld();
    const collected = call.collectDtmf({ max: 1000, firstToneMs: 1000, interToneMs: 1000 });
    const failed = collected.catch((error: unknown) => error);
    await settle();
    await clock.advance(116_000);
    expect(await failed).toMatchObject({ code: "timeout" });
  });

  test("that is a secret shows no keys in the log, although tones are shown", {
    tags: "secrets/secret-keys",
  }, async () => {
    for (const secret of [false, true]) {
      const { logger, said } = memoryLogger();
      const { call, report, settle } = await collectingWorld({}, undefined, { logger, reveal: { tones: true } });
      const collected = call.collectDtmf({ max: 4, secret });
      await settle();
      await report("7391");
      await collected;
      await settle();
      const lines = said("an operation ended").filter((line) => JSON.stringify(line).includes("collectDtmf"));
      expect(lines).toHaveLength(1);
      expect(JSON.stringify(lines).includes("7391")).toBe(!secret);
    }
  });

  test("ends with the call, with the keys that are known", async () => {
    const { call, report, settle, hangUpRemotely } = await collectingWorld();
    const reported = call.collectDtmf({ max: 4 });
    await settle();
    await report("12", { endedBy: "call-ended" });
    expect(await reported).toEqual({ tones: "12", endedBy: "call-ended" });
    const unreported = call.collectDtmf({ max: 4 });
    await settle();
    await hangUpRemotely();
    expect(await unreported).toEqual({ tones: "", endedBy: "call-ended" });
  });

  test("is joined under its key, and its result is kept", async () => {
    const { call, report, settle, wire } = await collectingWorld();
    const first = call.collectDtmf({ prompt, max: 1, key: "menu" });
    await settle();
    const second = call.collectDtmf({ prompt, max: 1, key: "menu" });
    await settle();
    await report("3");
    expect([await first, await second]).toEqual([
      { tones: "3", endedBy: "max" },
      { tones: "3", endedBy: "max" },
    ]);
    expect(await call.collectDtmf({ max: 1, key: "menu" })).toEqual({ tones: "3", endedBy: "max" });
    expect(wire.count("collectDtmf")).toBe(1);
  });
});

describe("where the provider reports single keys as well", () => {
  test("a key counts once", async () => {
    const { call, press, report, settle, events } = await collectingWorld({}, reporting("always"));
    const collected = call.collectDtmf({ max: 2 });
    await settle();
    await press("12");
    await report("12");
    expect(await collected).toEqual({ tones: "12", endedBy: "max" });
    expect(events.filter((event) => event.startsWith("dtmf"))).toEqual(["dtmf-received:1", "dtmf-received:2"]);
  });

  test("they are the keys of a collection without a report, as far as they count", async () => {
    const { call, press, settle, hangUpRemotely } = await collectingWorld({}, reporting("always"));
    const collected = call.collectDtmf({ prompt, stopOn: "#" });
    await settle();
    await press("12#");
    await hangUpRemotely();
    expect(await collected).toEqual({ tones: "12", endedBy: "call-ended" });
  });

  test("keys that a prompt may bar are not", async () => {
    const { call, press, settle, hangUpRemotely } = await collectingWorld({}, reporting("always"));
    const collected = call.collectDtmf({ prompt, stopOn: "#", bargeIn: false });
    await settle();
    await press("12");
    await hangUpRemotely();
    expect(await collected).toEqual({ tones: "", endedBy: "call-ended" });
  });

  test("keys of a secret collection reach no event", { tags: "secrets/secret-keys" }, async () => {
    const { call, press, report, settle, events } = await collectingWorld({}, reporting("always"));
    const collected = call.collectDtmf({ max: 2, secret: true });
    await settle();
    await press("42");
    await report("42");
    expect(await collected).toEqual({ tones: "42", endedBy: "max" });
    expect(events.filter((event) => event.startsWith("dtmf"))).toEqual([]);
  });
});
