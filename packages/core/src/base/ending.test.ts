import { expect, test } from "vitest";
import { Ending } from "./ending.js";

test("a signal fires with the reason, and one created afterwards has already fired", () => {
  const ending = new Ending();
  const before = ending.signal;
  ending.end(() => "gone");
  expect([before.aborted, before.reason]).toEqual([true, "gone"]);
  expect([ending.signal.aborted, ending.signal.reason]).toEqual([true, "gone"]);
  const late = new Ending();
  late.end(() => "gone");
  expect([late.signal.aborted, late.signal.reason]).toEqual([true, "gone"]);
});

test("clients that listen to it like a signal are called once, and not after they have stopped listening", () => {
  const ending = new Ending();
  const heard: string[] = [];
  const stopped = () => heard.push("stopped");
  ending.addEventListener("abort", stopped);
  ending.addEventListener("abort", () => heard.push("a"));
  ending.removeEventListener("abort", stopped);
  expect(ending.aborted).toBe(false);
  ending.end(() => "gone");
  ending.end(() => "again");
  expect([heard, ending.aborted]).toEqual([["a"], true]);
});

test("the first reason counts", () => {
  const ending = new Ending();
  ending.end(() => "first");
  ending.end(() => "second");
  expect([ending.reason, ending.signal.reason]).toEqual(["first", "first"]);
});

test("listeners are called once, and not after they have stopped listening", () => {
  const ending = new Ending();
  const heard: string[] = [];
  const stop = ending.on((reason) => heard.push(`a ${reason}`));
  ending.on((reason) => heard.push(`b ${reason}`));
  stop();
  ending.end(() => "gone");
  ending.end(() => "again");
  expect(heard).toEqual(["b gone"]);
});

test("the reason is created once, and only if it is needed", () => {
  const ending = new Ending();
  let asked = 0;
  ending.end(() => ++asked);
  expect([ending.over, asked]).toEqual([true, 0]);
  expect([ending.reason, ending.signal.reason, asked]).toEqual([1, 1, 1]);
});
