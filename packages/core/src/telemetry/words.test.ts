import { expect, test } from "vitest";
import { wordsOf } from "./words.js";

test.each([
  ["+14255550123 is busy", "… is busy"],
  ["the PIN 1234# is wrong", "the PIN … is wrong"],
  ["+1 (425) 555-0123", "+1 (…) …-…"],
  ["no call acs:0b1d2c3e-6c7e-4d8f-9f41-0a2f7b7f3f10 at 10", "no call acs:0b1d2c3e-6c7e-4d8f-9f41-0a2f7b7f3f10 at 10"],
])("%s: figures are taken out, ids are left", (text, shown) => {
  expect(wordsOf(text, {})).toBe(shown);
});

test("numbers and keys are shown each where they may be", () => {
  const text = "+14255550123 and 4255550123 keyed in 1234";
  expect(wordsOf(text, { numbers: true })).toBe("+14255550123 and 4255550123 keyed in …");
  expect(wordsOf(text, { tones: true })).toBe("… and … keyed in 1234");
  expect(wordsOf(text, { numbers: true, tones: true })).toBe(text);
});

test("tokens and passwords are never shown", () => {
  const text = "Bearer abc.def at redis://bot:password@redis.example.com, eyJhbGciOi.eyJpc3Mi.c2ln";
  expect(wordsOf(text, { numbers: true, tones: true })).toBe("Bearer … at redis://…@redis.example.com, …");
});
