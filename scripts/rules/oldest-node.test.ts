import { expect, test } from "vitest";
import { oldestNode } from "./oldest-node.mjs";
import { Project } from "./project.mjs";

const linesIn = (path: string, text: string) => oldestNode.find(new Project({ [path]: text })).map(({ line }) => line);

test("declarations with `using` in a package's source are reported with their lines", () => {
  expect(
    linesIn("packages/core/src/a.ts", "const one = 1;\n  await using two = open();\nusing three = open();\n"),
  ).toEqual([2, 3]);
});

test("tests, fixtures, apps and comments may have them", () => {
  const text = "await using one = open();\n";
  const paths = ["packages/core/src/a.test.ts", "packages/core/src/a.fixture.ts", "apps/demo/src/a.ts"];
  expect(paths.flatMap((path) => linesIn(path, text))).toEqual([]);
  expect(linesIn("packages/core/src/a.ts", " * `await using calling` closes it.\n")).toEqual([]);
});
