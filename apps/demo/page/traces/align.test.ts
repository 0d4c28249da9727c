import fc from "fast-check";
import { expect, test } from "vitest";
import { align } from "./align.js";

const same = (a: string, b: string) => a === b;
const shown = (left: string, right: string) =>
  align([...left], [...right], same).map((pair) => `${pair.left ?? "-"}${pair.right ?? "-"}`);

test("equal items are paired, others stand alone", () => {
  expect(shown("abd", "abcd")).toEqual(["aa", "bb", "-c", "dd"]);
  expect(shown("abc", "")).toEqual(["a-", "b-", "c-"]);
});

test("nothing is lost, and the order stays the same", () => {
  const letters = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
  fc.assert(
    fc.property(letters, letters, (left, right) => {
      const pairs = align(left, right, same);
      expect(pairs.flatMap((pair) => pair.left ?? [])).toEqual(left);
      expect(pairs.flatMap((pair) => pair.right ?? [])).toEqual(right);
      expect(
        pairs.every((pair) => pair.left === undefined || pair.right === undefined || pair.left === pair.right),
      ).toBe(true);
    }),
  );
});

test("two equal lists are paired completely", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 }), (list) => {
      expect(align(list, list, same).every(({ left, right }) => left === right)).toBe(true);
    }),
  );
});
