import { expect, test } from "vitest";
import { dtmfOf } from "./tones.js";

test("every key of the pad has its own two tones", () => {
  const pairs = [..."0123456789*#ABCD"].map((key) => dtmfOf(key)?.join("+"));
  expect(new Set(pairs).size).toBe(16);
  expect(pairs).not.toContain(undefined);
});

test("the keys sound as the standard says", () => {
  expect(dtmfOf("1")).toEqual([697, 1209]);
  expect(dtmfOf("0")).toEqual([941, 1336]);
  expect(dtmfOf("#")).toEqual([941, 1477]);
  expect(dtmfOf("d")).toEqual([941, 1633]);
});

test("a hook flash has no tone", () => {
  expect(dtmfOf("!")).toBeUndefined();
  expect(dtmfOf("")).toBeUndefined();
});
