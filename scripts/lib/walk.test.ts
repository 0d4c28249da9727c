import { expect, test } from "vitest";
import { walk } from "./walk.mjs";

test("the files of the repository are listed, and what git ignores is not", () => {
  const paths = walk("");
  expect(paths).toContain("package.json");
  expect(paths).toContain("scripts/lib/walk.mjs");
  expect(paths.filter((path) => /(^|\/)(node_modules|dist|\.git|\.turbo)\//.test(path))).toEqual([]);
});
