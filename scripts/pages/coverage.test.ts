import { expect, test } from "vitest";
import { coveragePage } from "./coverage.mjs";

const pages = [
  { title: "Graph redirect", source: "https://example.com/", examples: [["example 1", "one target"]] },
] as const;
const file = "apps/proving/src/scenarios/documented/graph-redirect.test.ts";

test("an example is covered by the test with its name, and by those of one side", () => {
  const { page, problems } = coveragePage(pages, [
    { name: "Graph redirect, example 1: to a | b", file },
    { name: "redirect, example 1: to another bot", file: "packages/simulator/src/graph/examples/redirect.test.ts" },
    {
      name: "Graph redirect: the documented requests > example 12: x",
      file: "packages/graph/src/examples/incoming.test.ts",
    },
  ]);
  expect(problems).toEqual([]);
  expect(page).toContain(`| [to a \\| b](../${file}) |`);
  expect(page).toContain("[simulator](../packages/simulator/src/graph/examples/redirect.test.ts)");
  expect(page).not.toContain("[adapter]");
});

test("an example without a test is a problem", () => {
  expect(coveragePage(pages, [{ name: "Graph redirect, example 10: to x", file }]).problems).toEqual([
    'No test is named "Graph redirect, example 1: …".',
    '"Graph redirect, example 10: to x" is the test of no documented example.',
  ]);
});

test("a test in another place does not count as end-to-end", () => {
  const elsewhere = { name: "Graph redirect, example 1: to x", file: "packages/graph/src/examples/incoming.test.ts" };
  expect(coveragePage(pages, [elsewhere]).problems).toHaveLength(1);
});
