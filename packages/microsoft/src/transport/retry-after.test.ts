import { expect, test } from "vitest";
import { readRetryAfter } from "./retry-after.js";

const now = Date.UTC(2026, 10, 20, 7, 0, 0);
const read = (headers: Readonly<Record<string, string>>) => readRetryAfter((name) => headers[name], now);

test.each([
  ["whole seconds", "7", 7_000],
  ["a fraction, as Graph sends it", "2.128", 2_128],
  ["half a second", "2.5", 2_500],
  ["blanks around it", " 3 ", 3_000],
  ["zero", "0", 0],
  ["a date", "Fri, 20 Nov 2026 07:00:05 GMT", 5_000],
  ["a date in the form of RFC 850", "Friday, 20-Nov-26 07:00:05 GMT", 5_000],
  ["a date in the form of C, which names no zone", "Fri Nov 20 07:00:05 2026", 5_000],
  ["a date of ISO 8601", "2026-11-20T07:00:05Z", 5_000],
  ["a date in the past", "Fri, 20 Nov 2026 06:00:00 GMT", 0],
  ["far more than anybody waits", "99999999999999999999", 86_400_000],
  ["a date of another century", "Fri, 20 Nov 2099 07:00:05 GMT", 86_400_000],
])("Retry-After with %s", (_, value, ms) => {
  expect(read({ "retry-after": value })).toBe(ms);
});

test.each(["", "-5", "-0.5", "soon", "1e3", "0x10", "Infinity", "NaN", "7, 7", "5 s", "Fri, 99 Nov 2026 99:00:05 GMT"])(
  "Retry-After %j says nothing",
  (value) => {
    expect(read({ "retry-after": value })).toBeUndefined();
  },
);

test("milliseconds take precedence over seconds, in both spellings, and unreadable values are ignored", () => {
  expect(read({ "retry-after": "7", "retry-after-ms": "250" })).toBe(250);
  expect(read({ "retry-after": "7", "x-ms-retry-after-ms": "300" })).toBe(300);
  expect(read({ "retry-after": "7", "retry-after-ms": "-1", "x-ms-retry-after-ms": "soon" })).toBe(7_000);
  expect(read({})).toBeUndefined();
});
