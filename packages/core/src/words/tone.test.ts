import { expect, test } from "vitest";
import { readTone, tones } from "./tone.js";

test("there are seventeen tones, each once", () => {
  expect(tones.join("")).toBe("0123456789*#ABCD!");
});

test.each(tones)("%s is read as itself, in small letters too", (tone) => {
  expect(readTone(tone)).toBe(tone);
  expect(readTone(tone.toLowerCase())).toBe(tone);
});

test.each([
  ["star", "*"],
  ["asterisk", "*"],
  ["pound", "#"],
  ["hash", "#"],
  ["flash", "!"],
  ["zero", "0"],
  ["one", "1"],
  ["two", "2"],
  ["three", "3"],
  ["four", "4"],
  ["five", "5"],
  ["six", "6"],
  ["seven", "7"],
  ["eight", "8"],
  ["nine", "9"],
])("%s is the name of %s, in any case", (name, tone) => {
  expect(readTone(name)).toBe(tone);
  expect(readTone(name.toUpperCase())).toBe(tone);
});

test.each(["", " ", "E", "10", "w", "ten", "constructor", "__proto__", "toString"])("%j is no tone", (text) => {
  expect(readTone(text)).toBeUndefined();
});
