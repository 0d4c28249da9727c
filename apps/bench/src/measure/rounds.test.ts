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

test("contenders play by turns, every other time in the opposite order", async () => {
  const order: string[] = [];
  await playRounds(contenders(order), { warmUp: 0, counted: 3 });
  expect(order.join("")).toBe("abbaab");
});

test("rounds to warm up are played and not counted", async () => {
  const order: string[] = [];
  const played = await playRounds(contenders(order), { warmUp: 1, counted: 2 });
  expect(order.join("")).toBe("abbaab");
  expect(Object.fromEntries(played)).toEqual({ a: [4, 5], b: [3, 6] });
});

test("the median is the value in the middle, in any order", () => {
  expect(spreadOf([9, 1, 5]).median).toBe(5);
  expect(spreadOf([4, 1, 3, 2]).median).toBe(2.5);
});

test("low and high enclose the middle half", () => {
  expect(spreadOf([1, 2, 3, 4, 5])).toEqual({ median: 3, low: 2, high: 4 });
  expect(spreadOf([7])).toEqual({ median: 7, low: 7, high: 7 });
});

test("one round that went wrong moves neither the median nor the middle half", () => {
  expect(spreadOf([1, 2, 3, 4, 500])).toEqual({ median: 3, low: 2, high: 4 });
});

test("there is no spread of nothing", () => {
  expect(() => spreadOf([])).toThrow("there are no values");
});

test("what slows both sides of a round down is not in their ratio", () => {
  expect(ratioOf([50, 5000, 50], [100, 10_000, 100])).toEqual({ median: 0.5, low: 0.5, high: 0.5 });
});

test("rounds that were not played by both cannot be compared", () => {
  expect(() => ratioOf([1, 2], [1])).toThrow("the same rounds");
});

test("a quantile between two values lies between them in proportion", () => {
  expect(quantile([10, 20], 0.25)).toBe(12.5);
  expect(quantile([10, 20, 30], 1)).toBe(30);
});
