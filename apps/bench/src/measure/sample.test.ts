import { expect, test } from "vitest";
import { inParallel } from "./sample.js";

test("everything is done once, and never more of it at once than requested", async () => {
  const done: number[] = [];
  let now = 0;
  let most = 0;
  await inParallel(10, 3, async (index) => {
    most = Math.max(most, ++now);
    await Promise.resolve();
    done.push(index);
    now--;
  });
  expect(most).toBe(3);
  expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("an error rejects", async () => {
  await expect(inParallel(2, 2, async () => Promise.reject(new Error("no")))).rejects.toThrow("no");
});
