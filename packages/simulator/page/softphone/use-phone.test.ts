import { expect, test } from "vitest";
import { dialedNumber, eraseKey, typeKey } from "./use-phone.js";

test("a number is typed digit by digit, with a plus only in front", () => {
  expect([..."+1425+5"].reduce(typeKey, "")).toBe("+14255");
});

test("no more than fifteen digits are taken", () => {
  expect([..."+1234567890123456789"].reduce(typeKey, "")).toBe("+123456789012345");
});

test("a digit is erased from the end, and nothing from nothing", () => {
  expect(eraseKey("+14")).toBe("+1");
  expect(eraseKey("")).toBe("");
});

test("a missing plus is added; what is not a number is not dialed", () => {
  expect(dialedNumber("14255550100")).toBe("+14255550100");
  expect(dialedNumber("+14255550100")).toBe("+14255550100");
  expect(dialedNumber("*21#")).toBeUndefined();
  expect(dialedNumber("")).toBeUndefined();
});
