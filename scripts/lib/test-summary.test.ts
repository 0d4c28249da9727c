import { expect, test } from "vitest";
import { testSummary } from "./test-summary.mjs";

const file = (name: string, ...statuses: string[]) => ({
  name: `/repo/${name}`,
  status: statuses.includes("failed") || statuses.length === 0 ? "failed" : "passed",
  assertionResults: statuses.map((status) => ({ status })),
});

test("every part of the repository has its line, and the total comes last", () => {
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

test("failed and skipped tests and files that could not be loaded are counted apart", () => {
  const files = [file("apps/demo/a.test.ts", "passed", "failed", "skipped", "todo"), file("apps/demo/b.test.ts")];
  expect(testSummary(files, "/repo/")).toContain(
    "Ran 4 tests in 2 files: 1 passed, 1 failed, 2 skipped, 1 file not loaded.",
  );
});
