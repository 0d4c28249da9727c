import { expect, test } from "vitest";
import { anEvent, aState } from "../testing.fixture.js";
import { holderOf } from "./holder-of.js";

const instances = ["1", "2"].map((name) => ({ name, state: "up" as const }));

test("whoever told the last of a call that is up has it", () => {
  const events = [anEvent(1, "incoming", { instance: "1" }), anEvent(2, "call-connected", { instance: "2" })];
  expect(holderOf(aState({ instances, events }))).toBe("2");
});

test("nobody has a call that is over", () => {
  const events = [anEvent(1, "incoming"), anEvent(2, "call-ended")];
  expect(holderOf(aState({ instances, events }))).toBeUndefined();
});

test("nobody has a call on the other cloud, as far as this one goes", () => {
  const events = [anEvent(1, "incoming", { provider: "graph" })];
  expect(holderOf(aState({ instances, events, provider: "acs" }))).toBeUndefined();
});

test("between a death and the takeover nobody has the call", () => {
  const died = [anEvent(1, "incoming", { instance: "1" }), anEvent(2, "instance-killed", { instance: "1" })];
  expect(holderOf(aState({ instances, events: died }))).toBeUndefined();
  const recovered = [...died, anEvent(3, "call-recovered", { instance: "2" })];
  expect(holderOf(aState({ instances, events: recovered }))).toBe("2");
});

test("an instance that is down has no call, whatever it told last", () => {
  const down = [{ name: "1", state: "down" as const }, ...instances.slice(1)];
  expect(holderOf(aState({ instances: down, events: [anEvent(1, "incoming", { instance: "1" })] }))).toBeUndefined();
});
