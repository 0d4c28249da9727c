import { expect, test } from "vitest";
import { playRounds, quantile, ratioOf, spreadOf } from "./rounds.js";

function contenders(order: string[]) {
  return ["a", "b"].map((name) => ({
    name,
    async play() {
      order.push(name);
      return order.length;
    },
  }));
}

test("contenders take turns, in the opposite order every other time", async () => {
  const order: string[] = [];
  await playRounds(contenders(order), { warmUp: 0, counted: 3 });
  expect(order.join("")).toBe("abbaab");
});

test("warm-up rounds are played and not counted", async () => {
  const order: string[] = [];
  const played = await playRounds(contenders(order), { warmUp: 1, counted: 2 });
  expect(order.join("")).toBe("abbaab");
  expect(Object.fromEntries(played)).toEqual({ a: [4, 5], b: [3, 6] });
});

test("the median is the middle value, in any order", () => {
  expect(spreadOf([9, 1, 5]).median).toBe(5);
  expect(spreadOf([4, 1, 3, 2]).median).toBe(2.5);
});

test("low and high enclose the middle half", () => {
  expect(spreadOf([1, 2, 3, 4, 5])).toEqual({ median: 3, low: 2, high: 4 });
  expect(spreadOf([7])).toEqual({ median: 7, low: 7, high: 7 });
});

test("one outlier moves neither the median nor the middle half", () => {
  expect(spreadOf([1, 2, 3, 4, 500])).toEqual({ median: 3, low: 2, high: 4 });
});

test("an empty list has no spread", () => {
  expect(() => spreadOf([])).toThrow("there are no values");
});

test("a slowdown of both sides of a round does not affect their ratio", () => {
  expect(ratioOf([50, 5000, 50], [100, 10_000, 100])).toEqual({ median: 0.5, low: 0.5, high: 0.5 });
});

test("different rounds cannot be compared", () => {
  expect(() => ratioOf([1, 2], [1])).toThrow("the same rounds");
});

test("a quantile between two values is interpolated", () => {
  expect(quantile([10, 20], 0.25)).toBe(12.5);
  expect(quantile([10, 20, 30], 1)).toBe(30);
});
