import { expect, test } from "vitest";
import { holderOf, reduceDemo } from "./state.js";
import { anEvent, aState } from "./testing.fixture.js";

const state = aState();

test("a state replaces everything, an event is added at the end", () => {
  const one = reduceDemo(undefined, { kind: "state", state });
  const two = reduceDemo(one, { kind: "event", event: anEvent(1, "incoming") });
  expect(two?.events.map(({ type }) => type)).toEqual(["incoming"]);
  expect(reduceDemo(two, { kind: "state", state })?.events).toEqual([]);
});

test("an event before the first state is part of that state, and not added twice", () => {
  expect(reduceDemo(undefined, { kind: "event", event: anEvent(1, "incoming") })).toBeUndefined();
});

test("no more than 500 events are kept", () => {
  const many = Array.from({ length: 500 }, (_, index) => anEvent(index, "dtmf-received"));
  const next = reduceDemo({ ...state, events: many }, { kind: "event", event: anEvent(500, "call-ended") });
  expect(next?.events).toHaveLength(500);
  expect(next?.events.at(-1)?.type).toBe("call-ended");
});

const instances = ["1", "2"].map((name) => ({ name, state: "up" as const }));

test("the instance that reported the last event of a live call has it", () => {
  const events = [anEvent(1, "incoming", { instance: "1" }), anEvent(2, "call-connected", { instance: "2" })];
  expect(holderOf(aState({ instances, events }))).toBe("2");
});

test("no instance has a call that has ended", () => {
  const events = [anEvent(1, "incoming"), anEvent(2, "call-ended")];
  expect(holderOf(aState({ instances, events }))).toBeUndefined();
});

test("a call on the other cloud does not count", () => {
  const events = [anEvent(1, "incoming", { provider: "graph" })];
  expect(holderOf(aState({ instances, events, provider: "acs" }))).toBeUndefined();
});

test("between a death and the takeover no instance has the call", () => {
  const died = [anEvent(1, "incoming", { instance: "1" }), anEvent(2, "instance-killed", { instance: "1" })];
  expect(holderOf(aState({ instances, events: died }))).toBeUndefined();
  const recovered = [...died, anEvent(3, "call-recovered", { instance: "2" })];
  expect(holderOf(aState({ instances, events: recovered }))).toBe("2");
});

test("an instance that is down has no call, even if it reported the last event", () => {
  const down = [{ name: "1", state: "down" as const }, ...instances.slice(1)];
  expect(holderOf(aState({ instances: down, events: [anEvent(1, "incoming", { instance: "1" })] }))).toBeUndefined();
});
