import fc from "fast-check";
import { expect, test } from "vitest";
import { cutRuns, readDialString, readTone, tones } from "./tone.js";

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

test.each(["", " ", "E", "10", "w", "ten", "constructor", "__proto__", "toString"])("%j is not a tone", (text) => {
  expect(readTone(text)).toBeUndefined();
});

test("tones that follow one another go together, pauses stand between them", () => {
  expect(readDialString("12wW#")).toEqual([
    { tones: ["1", "2"] },
    { pauseMs: 500 },
    { pauseMs: 1000 },
    { tones: ["#"] },
  ]);
});

test("a string may begin and end with pauses, or be nothing else", () => {
  expect(readDialString("w1W")).toEqual([{ pauseMs: 500 }, { tones: ["1"] }, { pauseMs: 1000 }]);
  expect(readDialString("w")).toEqual([{ pauseMs: 500 }]);
});

test("a list takes names, characters and pauses", () => {
  expect(readDialString(["1", "pound", "w", "STAR"])).toEqual([
    { tones: ["1", "#"] },
    { pauseMs: 500 },
    { tones: ["*"] },
  ]);
});

test.each(["", []])("nothing to send is refused: %j", (dial) => {
  expect(() => readDialString(dial)).toThrow("there are no tones to send");
});

test.each([
  ["12x4", '"x" at position 3'],
  ["1 2", '" " at position 2'],
  [["star", "12"], '"12" at position 2'],
  [["constructor"], '"constructor" at position 1'],
  [["__proto__"], '"__proto__" at position 1'],
  ["1☎", '"☎" at position 2'],
  ["📞1", '"📞" at position 1'],
] as const)("an invalid tone is named with its position: %j", (dial, named) => {
  expect(() => readDialString(dial)).toThrow(`sendDtmf: ${named} is not a tone`);
});

test("split or not, the same tones are sent in the same order, at most as many at once as the provider accepts", () => {
  const dial = fc.array(fc.constantFrom(...tones, "w", "W"), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(dial, fc.integer({ min: 1, max: 20 }), (symbols, most) => {
      const parts = cutRuns(readDialString(symbols), most);
      const back = parts.map((part) => ("pauseMs" in part ? (part.pauseMs === 500 ? "w" : "W") : part.tones.join("")));
      expect(back.join("")).toBe(symbols.join(""));
      for (const part of parts) if ("tones" in part) expect(part.tones.length).toBeLessThanOrEqual(most);
      for (const part of parts) if ("tones" in part) expect(part.tones.length).toBeGreaterThan(0);
    }),
  );
});

test("without a limit, tones are not split", () => {
  expect(cutRuns(readDialString("1".repeat(100)), Number.POSITIVE_INFINITY)).toHaveLength(1);
});
