import { expect, test } from "vitest";
import { fileSize } from "./file-size.mjs";
import { Project } from "./project.mjs";

const find = (path: string, lines: number) => fileSize.find(new Project({ [path]: "line\n".repeat(lines) }));

test.each([
  ["packages/core/src/a.ts", 250],
  ["packages/core/src/a.test.ts", 400],
  ["packages/simulator/page/page.css", 250],
])("%s may have %i lines and no more", (path, limit) => {
  expect(find(path, limit)).toEqual([]);
  expect(find(path, limit + 1)).toEqual([{ path, message: `has ${limit + 1} lines; ${limit} is the most. Split it.` }]);
});

test("prose and data may be long", () => {
  expect(find("docs/guide.md", 900)).toEqual([]);
  expect(find("packages/simulator/spec.json", 900)).toEqual([]);
});
