import { expect, test } from "vitest";
import { worldsSummary } from "./worlds-summary.mjs";

test("the halves of a run are one sum, and broken seeds are named in order", () => {
  const half = { scenarios: 2, compared: 1, calls: 5, ms: 1400, struck: { drop: 3 }, broken: [], shown: [] };
  const other = { ...half, struck: { drop: 1, store: 2 }, broken: [{ seed: 9, violations: ["a", "b"] }] };
  const summary = worldsSummary([{ ...half, broken: [{ seed: 10, violations: ["c"] }] }, other]);
  expect(summary).toContain("4 scenarios, each on both clouds, in 1 s; 10 calls");
  expect(summary).toMatch(/drop +4\n {2}store +2\n/);
  expect(summary).toContain("violations: 3\nseeds: 9, 10");
});
