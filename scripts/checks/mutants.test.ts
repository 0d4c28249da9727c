import { expect, test } from "vitest";
import { walk } from "../lib/files.mjs";
import { mutantParts, mutatedFolders, scoresOf } from "./mutants.mjs";
import { strykerPlugins } from "./mutants-ignored.mjs";

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
  expect(mutantParts(Object.keys(mutatedFolders), walk("packages")).map(({ folder }) => folder)).toEqual([
    "packages/core",
    "packages/microsoft",
    "packages/graph",
    "packages/acs",
  ]);
});

test("a score counts mutants that run, by folder", () => {
  const result = (fileName: string, status: string) => ({ fileName, status });
  const statuses = ["Killed", "Timeout", "Survived", "NoCoverage", "Ignored", "CompileError", "RuntimeError"];
  const results = [
    ...statuses.map((status) => result("/anywhere/packages/core/src/store/a.ts", status)),
    result("packages/core/src/store/b.ts", "Killed"),
    result("packages/acs/src/webhook/c.ts", "Survived"),
  ];
  expect(scoresOf(results)).toEqual([
    { folder: "packages/core/src/store", found: 3, of: 5 },
    { folder: "packages/acs/src/webhook", found: 0, of: 1 },
  ]);
});

test("sentences are not mutated, and words of the wire are", () => {
  const [{ value: sentences } = { value: undefined }] = strykerPlugins;
  const text = (value: string) => ({ isStringLiteral: () => true, isTemplateLiteral: () => false, node: { value } });
  const quasis = (...raws: readonly string[]) => raws.map((raw) => ({ value: { raw } }));
  const template = (...raws: readonly string[]) => ({
    ...{ isStringLiteral: () => false, isTemplateLiteral: () => true, node: { quasis: quasis(...raws) } },
  });
  const other = { isStringLiteral: () => false, isTemplateLiteral: () => false, node: {} };
  const mutated = [text("call-ended"), text(", "), text(""), template("operation:", ""), other];
  for (const path of mutated) expect(sentences?.shouldIgnore(path)).toBeUndefined();
  for (const path of [text("the call is over"), template("it was ", " ms late")])
    expect(sentences?.shouldIgnore(path)).toBe("a sentence for people");
});
