import { expect, test } from "vitest";
import { walk } from "../lib/files.mjs";
import { mutantParts, mutatedFolders } from "./mutants.mjs";

const all = [
  "packages/acs/src/webhook/parse.ts",
  "packages/core/src/reduce/reduce.test.ts",
  "packages/core/src/reduce/reduce.ts",
  "packages/core/src/reduce/turn.fixture.ts",
  "packages/core/src/store/store.ts",
  "packages/core/src/testing/clock.ts",
];

test("folders and files are grouped by package, each source once, without tests and fixtures", () => {
  const paths = ["packages/core/src/reduce/", "packages/acs/src/webhook/parse.ts", "packages/core/src"];
  expect(mutantParts(paths, all)).toEqual([
    { folder: "packages/core", files: ["packages/core/src/reduce/reduce.ts", "packages/core/src/store/store.ts"] },
    { folder: "packages/acs", files: ["packages/acs/src/webhook/parse.ts"] },
  ]);
});

test.each(["packages/core/src/inlet", "packages/core/src/red", "packages/core/src/testing"])(
  "%s, which contains no source, is named in the error",
  (path) => {
    expect(() => mutantParts([path], all)).toThrow(`${path} has no source of a package.`);
  },
);

test("every default folder exists", () => {
  expect(mutantParts(mutatedFolders, walk("packages")).map(({ folder }) => folder)).toEqual([
    "packages/core",
    "packages/microsoft",
    "packages/graph",
    "packages/acs",
  ]);
});
