import { expect, test } from "vitest";
import { callStates, laterState } from "./call-state.js";

test("of two states the later one counts, whichever is named first", () => {
  for (const [a, first] of callStates.entries())
    for (const [b, second] of callStates.entries()) expect(laterState(first, second)).toBe(callStates[Math.max(a, b)]);
});

test("the states stand in the order in which a call passes through them", () => {
  expect(callStates).toEqual(["incoming", "connecting", "ringing", "connected", "disconnecting", "disconnected"]);
});
