import { expect, test } from "vitest";
import { aCallback, anEvent, aRequest } from "../testing.fixture.js";
import type { BotCall } from "./calls.js";
import { sameStep, stepsOf } from "./steps.js";

const call = (events: BotCall["events"], wire: BotCall["wire"]): BotCall => ({
  ref: "ref",
  provider: "acs",
  callId: "sim-call",
  startedAt: 1_000,
  events,
  wire,
});

test("each event is a step with the messages of its moment, and how long after the beginning it was", () => {
  const steps = stepsOf(
    call(
      [anEvent(1_000, "incoming"), anEvent(2_000, "call-connected")],
      [aRequest(1_001, "answer"), aCallback(1_999, "CallConnected")],
    ),
  );
  expect(steps.map(({ event, afterMs, wire }) => [event.type, afterMs, wire.map(({ title }) => title)])).toEqual([
    ["incoming", 0, ["answer"]],
    ["call-connected", 1_000, ["CallConnected"]],
  ]);
});

test("messages that the bot made nothing of go to the step before, the very first to the one after", () => {
  const steps = stepsOf(
    call(
      [anEvent(1_010, "incoming"), anEvent(2_010, "call-ended")],
      [aCallback(900, "early"), aCallback(1_005, "offer"), aCallback(1_500, "unheeded"), aCallback(2_005, "end")],
    ),
  );
  expect(steps.map(({ wire }) => wire.map(({ title }) => title))).toEqual([["early", "offer", "unheeded"], ["end"]]);
});

test("steps of two clouds are the same when the event and its words are", () => {
  const step = (summary: string) => ({ event: anEvent(0, "dtmf-received", { summary }), afterMs: 0, wire: [] });
  expect(sameStep(step("key 4"), step("key 4"))).toBe(true);
  expect(sameStep(step("key 4"), step("key 5"))).toBe(false);
});
