import { expect, test } from "vitest";
import { anEvent, aState } from "../testing.fixture.js";
import { reduceDemo } from "./demo-view.js";

const state = aState();

test("a state replaces everything, an event is added at the end", () => {
  const one = reduceDemo(undefined, { kind: "state", state });
  const two = reduceDemo(one, { kind: "event", event: anEvent(1, "incoming") });
  expect(two?.events.map(({ type }) => type)).toEqual(["incoming"]);
  expect(reduceDemo(two, { kind: "state", state })?.events).toEqual([]);
});

test("an event before the first state is in that state, and not taken twice", () => {
  expect(reduceDemo(undefined, { kind: "event", event: anEvent(1, "incoming") })).toBeUndefined();
});

test("no more than 500 events are kept", () => {
  const many = Array.from({ length: 500 }, (_, index) => anEvent(index, "dtmf-received"));
  const next = reduceDemo({ ...state, events: many }, { kind: "event", event: anEvent(500, "call-ended") });
  expect(next?.events).toHaveLength(500);
  expect(next?.events.at(-1)?.type).toBe("call-ended");
});
