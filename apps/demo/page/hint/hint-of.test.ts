import { describe, expect, test } from "vitest";
import { anEvent } from "../testing.fixture.js";
import { hintOf, progress } from "./hint-of.js";

const keys = { pin: [{ key: "1234#", does: "the PIN" }], menu: [{ key: "1", does: "a person" }] };
const step = (at: number, name: string) => anEvent(at, "bot-step", { step: name });

describe("the hint", () => {
  test("names the keys of the step that began last", () => {
    const events = [anEvent(1, "incoming"), step(2, "pin"), step(3, "menu"), anEvent(4, "operation-completed")];
    expect(hintOf(events, keys)?.keys).toBe(keys.menu);
  });

  test("differs between two attempts at the same step", () => {
    const once = [step(1, "pin")];
    expect(hintOf([...once, step(2, "pin")], keys)?.id).not.toBe(hintOf(once, keys)?.id);
  });

  test("is absent before the first step, at a step without keys, and after the call", () => {
    expect(hintOf([anEvent(1, "incoming")], keys)).toBeUndefined();
    expect(hintOf([step(1, "menu"), step(2, "goodbye")], keys)).toBeUndefined();
    expect(hintOf([step(1, "menu"), anEvent(2, "call-ended")], keys)).toBeUndefined();
  });
});

test("progress counts the expected keys, until another is pressed", () => {
  expect(progress("1234#", "")).toBe(0);
  expect(progress("1234#", "12")).toBe(2);
  expect(progress("1234#", "13")).toBeUndefined();
});
