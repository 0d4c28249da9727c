import { expect, test } from "vitest";
import { jsonTokens } from "./json-text.js";

const text = (json: string) =>
  jsonTokens(json)
    .map((token) => token.text)
    .join("");

test("the pieces are the pretty-printed text, nothing added and nothing lost", () => {
  const value = { a: 'x "y": 1', b: [1, -2.5e3, true, null], "c:d": {} };
  expect(text(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
});

test("keys differ from strings, numbers from words", () => {
  const kinds = jsonTokens('{"k":"v","n":1,"t":true}').filter((token) => token.kind !== "plain");
  expect(kinds.map((token) => `${token.kind} ${token.text}`)).toEqual([
    'key "k"',
    'string "v"',
    'key "n"',
    "number 1",
    'key "t"',
    "word true",
  ]);
});

test("digits and words within a string stay in the string", () => {
  expect(jsonTokens('"call 5 is null"')).toEqual([{ kind: "string", text: '"call 5 is null"' }]);
});

test("what is not JSON is shown exactly as it came", () => {
  expect(jsonTokens('{"cut in the mid')).toEqual([{ kind: "plain", text: '{"cut in the mid' }]);
  expect(jsonTokens("")).toEqual([]);
});
