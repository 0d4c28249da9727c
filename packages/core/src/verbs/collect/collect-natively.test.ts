import { describe, expect, test } from "vitest";
import { collectingWorld, reporting } from "../../testing/native-collect.fixture.js";

const prompt = { url: "https://cdn.example/pin.wav" };

test("the provider is asked for everything at once, and its report is the result", async () => {
  const { call, calling, report, settle, sent, wire, events } = await collectingWorld();
  const contexts: unknown[] = [];
  calling.on("operation-completed", ({ verb, context }) => void contexts.push([verb, context]));
  const collected = call.collectDtmf({ prompt, max: 4, stopOn: "#", context: "pin" });
  await settle();
  expect(wire.last("collectDtmf").input).toEqual({
    ...{ prompts: [prompt], max: 4, stopOn: ["#"], firstToneMs: 5000, interToneMs: 3000, bargeIn: true },
    of: call.to,
  });
  await report("12", { endedBy: "keys" });
  expect(await collected).toEqual({ tones: "12", endedBy: "stop-tone" });
  await settle();
  expect([sent(), contexts]).toEqual([["collectDtmf"], [["collectDtmf", "pin"]]]);
  expect(events.filter((event) => event.startsWith("operation")).slice(1)).toEqual(["operation-completed"]);
});

test("warnings of the provider come with its yes", async () => {
  const { call, report, wire } = await collectingWorld();
  wire.next("collectDtmf", () => ({ requestId: "r1", warnings: ["firstToneMs is rounded"] }));
  const collected = call.collectDtmf({ max: 1 });
  expect(await collected.accepted).toEqual({ requestId: "r1", warnings: ["firstToneMs is rounded"] });
  await report("1");
  await collected;
});

test.for([
  ["1234", "keys", { tones: "1234", endedBy: "max" }],
  ["12", "keys", { tones: "12", endedBy: "stop-tone" }],
  ["12#", "keys", { tones: "12", endedBy: "stop-tone" }],
  ["", "keys", { tones: "", endedBy: "stop-tone" }],
  ["", "timeout", { tones: "", endedBy: "no-input" }],
  ["12", "timeout", { tones: "12", endedBy: "inter-tone-timeout" }],
  ["12", "canceled", { tones: "12", endedBy: "canceled" }],
  ["12", "call-ended", { tones: "12", endedBy: "call-ended" }],
  ["1234", undefined, { tones: "1234", endedBy: "max" }],
  ["1#", undefined, { tones: "1", endedBy: "stop-tone" }],
  ["1", undefined, { tones: "1", endedBy: "inter-tone-timeout" }],
  ["", undefined, { tones: "", endedBy: "no-input" }],
] as const)(
  'a report of "%s", ended by %s, has the result that core\'s own collecting has',
  async ([tones, endedBy, result]) => {
    const { call, report, settle } = await collectingWorld();
    const collected = call.collectDtmf({ max: 4, stopOn: "#" });
    await settle();
    await report(tones, endedBy === undefined ? {} : { endedBy });
    expect(await collected).toEqual(result);
  },
);

test("the report is found by the provider's id of the operation, or because there is only one", async () => {
  const { call, tell, settle, wire } = await collectingWorld();
  wire.next("collectDtmf", () => ({ providerOperationId: "g1" }));
  const first = call.collectDtmf({ max: 1 });
  await settle();
  await tell({ kind: "collected", providerOperationId: "g1", tones: ["1"] });
  expect(await first).toMatchObject({ tones: "1" });
  const second = call.collectDtmf({ max: 1 });
  await settle();
  await tell({ kind: "collected", tones: ["2"] });
  expect(await second).toMatchObject({ tones: "2" });
});

test("a report that comes twice, or after the collection, changes nothing", async () => {
  const { call, report, press, settle } = await collectingWorld();
  const first = call.collectDtmf({ max: 1 });
  await settle();
  await report("1");
  expect(await first).toMatchObject({ tones: "1" });
  await report("1", { id: "again" });
  call.on("dtmf-received", () => {});
  const core = call.collectDtmf({ max: 1 });
  await settle();
  await report("1", { id: "and again" });
  await press("2");
  expect(await core).toMatchObject({ tones: "2" });
});

describe("core collects instead", () => {
  const byCore = ["subscribeDtmf"];

  test("what the provider refuses, without any request to it", async () => {
    const refuse = () => ({ code: "unsupported", message: "one stop key only" }) as const;
    const { call, press, settle, sent } = await collectingWorld({ refuse });
    const collected = call.collectDtmf({ stopOn: "#*" });
    await settle();
    await press("1*");
    expect(await collected).toEqual({ tones: "1", endedBy: "stop-tone" });
    expect(sent()).toEqual(byCore);
  });

  test("on a call that lacks the verb", async () => {
    const narrow = () => ({ collectDtmf: "not in a conference" });
    const { call, press, settle, sent } = await collectingWorld({}, (adapter) => ({ ...adapter, narrow }));
    const collected = call.collectDtmf({ max: 1 });
    await settle();
    await press("1");
    expect(await collected).toMatchObject({ tones: "1" });
    expect(sent()).toEqual(byCore);
  });

  test.for(["calling", "call", "iterator"] as const)("where the bot listens to single keys: %s", async (who) => {
    const { call, calling, press, settle, sent } = await collectingWorld();
    const heard: string[] = [];
    if (who === "calling") calling.on("dtmf-received", ({ tone }) => void heard.push(tone));
    if (who === "call") call.on("dtmf-received", ({ tone }) => void heard.push(tone));
    if (who === "iterator")
      void (async () => {
        for await (const tone of call.dtmf()) heard.push(tone);
      })();
    const collected = call.collectDtmf({ max: 2 });
    await settle();
    await press("12");
    expect([await collected, heard, sent()]).toEqual([{ tones: "12", endedBy: "max" }, ["1", "2"], byCore]);
  });

  test("while keys that were pressed before wait for others", async () => {
    const { call, tell, press, clock, settle, sent } = await collectingWorld();
    await tell({ kind: "dtmf", id: "tone:2", tone: "9", sequence: 2 });
    const collected = call.collectDtmf({ max: 2 });
    await settle();
    await clock.advance(300);
    await tell({ kind: "dtmf", id: "tone:3", tone: "8", sequence: 3 });
    expect([await collected, sent()]).toEqual([{ tones: "98", endedBy: "max" }, byCore]);
    void press;
  });

  test("where the bot gives options of the provider's prompts that a collection does not take", async () => {
    const { call, settle, sent } = await collectingWorld();
    const providerOptions = { loopback: { voice: "a" } };
    const failed = call.collectDtmf({ prompt, max: 1, providerOptions }).catch((error: unknown) => error);
    await settle();
    // As without a native collection: this provider has no options for `play`.
    expect(await failed).toMatchObject({ code: "invalid-request", verb: "collectDtmf" });
    expect(sent()).toEqual(byCore);
  });
});

test("keys that are a secret of the bot are collected natively, although it listens to single keys", async () => {
  const { call, calling, report, settle, sent } = await collectingWorld();
  const seen: unknown[] = [];
  calling.on("*", (event) => void seen.push(event));
  calling.on("dtmf-received", (event) => void seen.push(event));
  await settle();
  const collected = call.collectDtmf({ max: 8, secret: true });
  await settle();
  await report("73918462", { raw: "digits=73918462" });
  expect(await collected).toEqual({ tones: "73918462", endedBy: "max" });
  await settle();
  expect(sent()).toContain("collectDtmf");
  expect(
    seen.map((event) => (typeof event === "object" && event !== null && "raw" in event ? event.raw : "")),
  ).not.toContain("digits=73918462");
});

test("the wire's own form of a report reaches handlers where the keys are no secret", async () => {
  const { call, calling, report, settle } = await collectingWorld();
  const raws: unknown[] = [];
  calling.on("operation-completed", ({ raw }) => void raws.push(raw));
  const collected = call.collectDtmf({ max: 1 });
  await settle();
  await report("1", { raw: "digits=1" });
  await collected;
  await settle();
  expect(raws).toEqual(["digits=1"]);
});

describe("a provider that reports no single keys", () => {
  test("collects all the same", async () => {
    const { call, report, settle, sent } = await collectingWorld({}, reporting("never"));
    const collected = call.collectDtmf({ max: 1 });
    await settle();
    await report("1");
    expect([await collected, sent()]).toEqual([{ tones: "1", endedBy: "max" }, ["collectDtmf"]]);
  });

  test("fails what it refuses with its reason, in an event as well", async () => {
    const refuse = () => ({ code: "unsupported", message: "one stop key only", hint: "Give one." }) as const;
    const { call, settle, sent, events } = await collectingWorld({ refuse }, reporting("never"));
    await expect(call.collectDtmf({ stopOn: "#*" })).rejects.toMatchObject({
      ...{ code: "unsupported", verb: "collectDtmf", message: expect.stringContaining("one stop key only") },
      hint: "Give one.",
    });
    await settle();
    expect([sent(), events.at(-1)]).toEqual([[], "operation-failed"]);
  });
});
