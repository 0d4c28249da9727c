import { expect, test } from "vitest";
import { callStates, laterState } from "./call-state.js";

test("the later of two states counts, in either order", () => {
  for (const [a, first] of callStates.entries())
    for (const [b, second] of callStates.entries()) expect(laterState(first, second)).toBe(callStates[Math.max(a, b)]);
});

test("the states stand in the order in which a call passes through them", () => {
  expect(callStates).toEqual(["incoming", "connecting", "ringing", "connected", "disconnecting", "disconnected"]);
});
