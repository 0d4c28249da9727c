import fc from "fast-check";
import { expect, test } from "vitest";
import { cutRuns, readDialString } from "./dial-string.js";
import { tones } from "./tone.js";

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
] as const)("what is no tone is named with its position: %j", (dial, named) => {
  expect(() => readDialString(dial)).toThrow(`sendDtmf: ${named} is not a tone`);
});

test("cut or not, the same tones go in the same order, never more at once than the provider takes", () => {
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

test("without a limit nothing is cut", () => {
  expect(cutRuns(readDialString("1".repeat(100)), Number.POSITIVE_INFINITY)).toHaveLength(1);
});
