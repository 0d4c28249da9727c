import { expect, test } from "vitest";
import { Listeners } from "./listeners.js";

test("listeners are kept by key, in the order in which they were added", () => {
  const listeners = new Listeners<string, string>();
  listeners.on("a", "first");
  const stop = listeners.on("a", "second");
  listeners.on("b", "other");
  expect(listeners.of("a")).toEqual(["first", "second"]);
  stop();
  expect(listeners.of("a")).toEqual(["first"]);
  expect(listeners.of("c")).toEqual([]);
});

test("a key has listeners until the last one is removed", () => {
  const listeners = new Listeners<string, string>();
  expect(listeners.has("a")).toBe(false);
  const stop = listeners.on("a", "one");
  expect(listeners.has("a")).toBe(true);
  stop();
  expect(listeners.has("a")).toBe(false);
});

test("removing a listener twice removes no other that came meanwhile", () => {
  const listeners = new Listeners<string, string>();
  const stop = listeners.on("a", "one");
  stop();
  listeners.on("a", "two");
  stop();
  expect(listeners.of("a")).toEqual(["two"]);
});
