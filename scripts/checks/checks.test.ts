import { expect, test } from "vitest";
import { pool } from "./checks.mjs";

test("no more tasks run at once than the pool is wide, and the results keep their order", async () => {
  let running = 0;
  let most = 0;
  const piece = (value: number, turns: number) => async () => {
    most = Math.max(most, ++running);
    for (let turn = 0; turn < turns; turn++) await undefined;
    running--;
    return value;
  };
  const results = await pool(2, [piece(1, 9), piece(2, 1), piece(3, 5), piece(4, 1)]);
  expect(results).toEqual([1, 2, 3, 4]);
  expect(most).toBe(2);
});
