import { describe, expect, test } from "vitest";
import { aCall, aCallback, anEvent, aRequest } from "../testing.fixture.js";
import { type BotCall, botCalls, latestOf, sameStep, stepsOf } from "./calls.js";

describe("a call of the bot", () => {
  test("has the messages of the simulated call whose leg has its provider id", () => {
    const events = [anEvent(10_000, "incoming"), anEvent(10_050, "call-connected", { providerCallId: "leg-1" })];
    const calls = [aCall("other", "leg-2", 9_999), aCall("mine", "leg-1", 1_000)];
    const log = [aCallback(1, "A", { callId: "mine" }), aCallback(2, "B", { callId: "other" }), aCallback(3, "C")];
    expect(botCalls(events, calls, log)).toMatchObject([{ ref: "ref", callId: "mine", wire: [{ title: "A" }] }]);
  });

  test("that was never answered is found by its start time", () => {
    const calls = [aCall("long-ago", "x", 0), aCall("now", "y", 9_000)];
    expect(botCalls([anEvent(10_000, "incoming")], calls, [])).toMatchObject([{ callId: "now" }]);
  });

  test("on a real cloud has no messages", () => {
    expect(botCalls([anEvent(10_000, "incoming")], [], [])).toMatchObject([{ callId: undefined, wire: [] }]);
  });

  test("is identified by its ref; events without a call belong to none", () => {
    const events = [anEvent(1, "incoming"), anEvent(2, "incoming", { call: "two" }), anEvent(3, "call-ended")];
    const { call: _, ...stray } = anEvent(4, "error");
    expect(botCalls([...events, stray], [], []).map(({ ref, events: own }) => [ref, own.length])).toEqual([
      ["ref", 2],
      ["two", 1],
    ]);
  });
});

test("the newest incoming call of a provider is the one to compare", () => {
  const events = [
    anEvent(1, "incoming", { call: "first" }),
    anEvent(2, "incoming", { call: "second" }),
    anEvent(3, "call-connected", { call: "outgoing" }),
    anEvent(4, "incoming", { call: "graph", provider: "graph" }),
  ];
  const calls = botCalls(events, [], []);
  expect(latestOf(calls, "acs")?.ref).toBe("second");
  expect(latestOf(calls, "graph")?.ref).toBe("graph");
});

const callOf = (events: BotCall["events"], wire: BotCall["wire"]): BotCall => ({
  ref: "ref",
  provider: "acs",
  callId: "sim-call",
  startedAt: 1_000,
  events,
  wire,
});

test("each event is a step, with the messages of its moment and the time since the start", () => {
  const steps = stepsOf(
    callOf(
      [anEvent(1_000, "incoming"), anEvent(2_000, "call-connected")],
      [aRequest(1_001, "answer"), aCallback(1_999, "CallConnected")],
    ),
  );
  expect(steps.map(({ event, afterMs, wire }) => [event.type, afterMs, wire.map(({ title }) => title)])).toEqual([
    ["incoming", 0, ["answer"]],
    ["call-connected", 1_000, ["CallConnected"]],
  ]);
});

test("messages without an event belong to the step before, the first ones to the step after", () => {
  const steps = stepsOf(
    callOf(
      [anEvent(1_010, "incoming"), anEvent(2_010, "call-ended")],
      [aCallback(900, "early"), aCallback(1_005, "offer"), aCallback(1_500, "unheeded"), aCallback(2_005, "end")],
    ),
  );
  expect(steps.map(({ wire }) => wire.map(({ title }) => title))).toEqual([["early", "offer", "unheeded"], ["end"]]);
});

test("steps of two clouds are the same when the event and its summary are", () => {
  const step = (summary: string) => ({ event: anEvent(0, "dtmf-received", { summary }), afterMs: 0, wire: [] });
  expect(sameStep(step("key 4"), step("key 4"))).toBe(true);
  expect(sameStep(step("key 4"), step("key 5"))).toBe(false);
});
