import { describe, expect, test } from "vitest";
import { aCall, aCallback, anEvent } from "../testing.fixture.js";
import { botCalls, latestOf } from "./calls.js";

describe("a call of the bot's", () => {
  test("has the messages of the simulator's call that its provider id is a leg of", () => {
    const events = [anEvent(10_000, "incoming"), anEvent(10_050, "call-connected", { providerCallId: "leg-1" })];
    const calls = [aCall("other", "leg-2", 9_999), aCall("mine", "leg-1", 1_000)];
    const log = [aCallback(1, "A", { callId: "mine" }), aCallback(2, "B", { callId: "other" }), aCallback(3, "C")];
    expect(botCalls(events, calls, log)).toMatchObject([{ ref: "ref", callId: "mine", wire: [{ title: "A" }] }]);
  });

  test("that was never answered is found by the time it began", () => {
    const calls = [aCall("long-ago", "x", 0), aCall("now", "y", 9_000)];
    expect(botCalls([anEvent(10_000, "incoming")], calls, [])).toMatchObject([{ callId: "now" }]);
  });

  test("on a real cloud has no messages", () => {
    expect(botCalls([anEvent(10_000, "incoming")], [], [])).toMatchObject([{ callId: undefined, wire: [] }]);
  });

  test("is told from another by its ref; events of no call belong to none", () => {
    const events = [anEvent(1, "incoming"), anEvent(2, "incoming", { call: "two" }), anEvent(3, "call-ended")];
    const { call: _, ...stray } = anEvent(4, "error");
    expect(botCalls([...events, stray], [], []).map(({ ref, events: told }) => [ref, told.length])).toEqual([
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
