import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeBlocks } from "./code-blocks.js";
import { compileBlocks, fileOf, removeBlocks, writeBlocks } from "./compile.js";
import { allPages } from "./pages.js";

const blocks = allPages().flatMap(codeBlocks);
beforeAll(() => writeBlocks(blocks));
afterAll(removeBlocks);

test("every block of TypeScript on every page compiles", { timeout: 120_000 }, async () => {
  expect(await compileBlocks(blocks)).toBe("");
});

test.each(blocks.filter(({ runs }) => runs).map((block) => [`${block.page}:${block.line}`, block] as const))(
  "%s runs",
  { timeout: 60_000 },
  async (_where, block) => {
    await import(/* @vite-ignore */ pathToFileURL(fileOf(block)).href);
  },
);

test("a block says where it stands and whether it runs", () => {
  const lines = ["# Page", "```ts run", "one();", "```", "```sh", "npm start", "```", "```ts", "two();", "```"];
  expect(codeBlocks({ path: "page.md", lines })).toEqual([
    { page: "page.md", line: 3, code: "one();", runs: true },
    { page: "page.md", line: 9, code: "two();", runs: false },
  ]);
});

test("what does not compile is named by its page and line", { timeout: 60_000 }, async () => {
  const wrong = { page: "docs/wrong.md", line: 12, code: "const one = 1;\ncalling.ring(one);", runs: false };
  writeBlocks([wrong]);
  expect(await compileBlocks([wrong])).toMatch(/^docs\/wrong\.md:13:9: error/);
});
