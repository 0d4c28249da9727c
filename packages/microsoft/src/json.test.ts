import { expect, test } from "vitest";
import { checkCount, parseCallbackJson } from "./json.js";

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

test("JSON is read", () => {
  expect(parseCallbackJson('{"a":[1,"\\"[[{"]}')).toEqual({ a: [1, '"[[{'] });
});

test.each(["", "{", "[1,]", "NaN", "'a'", '"', '"\\'])("%j is refused", (text) => {
  expect(() => parseCallbackJson(text)).toThrow(expect.objectContaining({ code: "invalid-request" }));
});

test("a hundred levels are read and one more is refused, for objects and arrays", () => {
  expect(parseCallbackJson(nested(100))).toBeInstanceOf(Array);
  for (const text of [nested(101), nested(500_000), '{"a":'.repeat(101), '[{"\\\\":'.repeat(51)])
    expect(() => parseCallbackJson(text)).toThrow(/levels deep/);
});

test("brackets in strings do not count as levels", () => {
  expect(parseCallbackJson(JSON.stringify(`\\"${nested(500)}`))).toContain("[[[");
  expect(parseCallbackJson(`[${"[],".repeat(1_000)}[]]`)).toHaveLength(1_001);
});

test("the largest batch of Event Grid is accepted, and one event more is refused", () => {
  expect(() => checkCount(Array.from({ length: 5000 }))).not.toThrow();
  expect(() => checkCount(Array.from({ length: 5001 }))).toThrow(expect.objectContaining({ code: "invalid-request" }));
});
