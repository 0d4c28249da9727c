import { expect, test } from "vitest";
import { fuzzSummary, testSummary, worldsSummary } from "./summaries.mjs";

const file = (name: string, ...statuses: string[]) => ({
  name: `/repo/${name}`,
  status: statuses.includes("failed") || statuses.length === 0 ? "failed" : "passed",
  assertionResults: statuses.map((status) => ({ status })),
});

test("every part of the repository has a line, and the total comes last", () => {
  const files = [
    file("packages/core/src/a.test.ts", "passed", "passed"),
    file("packages/core/src/b.test.ts", "passed"),
    file("scripts/rules/c.test.ts", "passed"),
  ];
  expect(testSummary(files, "/repo/").split("\n")).toEqual([
    "  packages/core            3 tests in 2 files: 3 passed",
    "  scripts                  1 test in 1 file: 1 passed",
    "Ran 4 tests in 3 files: 4 passed.",
  ]);
});

test("failed and skipped tests and files that could not be loaded are counted separately", () => {
  const files = [file("apps/demo/a.test.ts", "passed", "failed", "skipped", "todo"), file("apps/demo/b.test.ts")];
  expect(testSummary(files, "/repo/")).toContain(
    "Ran 4 tests in 2 files: 1 passed, 1 failed, 2 skipped, 1 file not loaded.",
  );
});

test("a run is summarized by kind of change and status, with the slowest callbacks and the violations", () => {
  const text = fuzzSummary({
    seed: 7,
    count: 5,
    ms: 2_000,
    statuses: { structure: { "200": 2, "400": 1 }, cut: { "400": 2 } },
    slowest: [{ ms: 12.5, what: "acs seed 7" }],
    violations: ["acs seed 7: answered 500"],
  });
  expect(text.split("\n").map((line) => line.replace(/ +/g, " ").trim())).toEqual([
    "5 changed callbacks from seed 7 in 2 s (3 a second)",
    "",
    "change 200 400",
    "cut 0 2",
    "structure 2 1",
    "all 2 3",
    "",
    "slowest:",
    "12.5 ms acs seed 7",
    "",
    "violations: 1",
    "acs seed 7: answered 500",
  ]);
});

test("the halves of a run are added up, and broken seeds are listed in order", () => {
  const half = { scenarios: 2, compared: 1, calls: 5, ms: 1400, struck: { drop: 3 }, broken: [], shown: [] };
  const other = { ...half, struck: { drop: 1, store: 2 }, broken: [{ seed: 9, violations: ["a", "b"] }] };
  const summary = worldsSummary([{ ...half, broken: [{ seed: 10, violations: ["c"] }] }, other]);
  expect(summary).toContain("4 scenarios, each on both clouds, in 1 s; 10 calls");
  expect(summary).toMatch(/drop +4\n {2}store +2\n/);
  expect(summary).toContain("violations: 3\nseeds: 9, 10");
});
