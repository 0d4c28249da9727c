import { expect, test } from "vitest";
import { playRounds } from "./play-rounds.js";

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
