import { manualClock } from "@trunkline/core";
import { expect, test } from "vitest";
import { onceEach } from "./once-each.js";

test("a repeated id gets the first answer, and another id an answer of its own", () => {
  const once = onceEach<number>(manualClock());
  let times = 0;
  const next = () => ++times;
  expect([once("a", next), once("a", next), once("b", next)]).toEqual([1, 1, 2]);
});

test("an id is forgotten after its time, counted from when it was carried out", async () => {
  const clock = manualClock();
  const once = onceEach<number>(clock, 1_000);
  let times = 0;
  const next = () => ++times;
  once("a", next);
  await clock.advance(999);
  expect(once("a", next)).toBe(1);
  await clock.advance(1);
  expect(once("a", next)).toBe(2);
});

test("what failed is not remembered", () => {
  const once = onceEach<string>(manualClock());
  const fail = () => {
    throw new Error("refused");
  };
  expect(() => once("a", fail)).toThrow("refused");
  expect(once("a", () => "done")).toBe("done");
});
