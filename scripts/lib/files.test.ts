import { expect, test } from "vitest";
import { walk } from "./files.mjs";

test("the files of the repository are listed, without those that git ignores", () => {
  const paths = walk("");
  expect(paths).toContain("package.json");
  expect(paths).toContain("scripts/lib/files.mjs");
  expect(paths.filter((path) => /(^|\/)(node_modules|dist|\.git|\.turbo)\//.test(path))).toEqual([]);
});
