import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { anchorsOf, type Link, linksOf } from "./links.js";
import { allPages, at, readPage } from "./pages.js";

const pages = allPages();

function isDead({ path, anchor }: Link): boolean {
  if (!existsSync(at(path))) return true;
  if (anchor === "" || !path.endsWith(".md")) return false;
  return !anchorsOf(readPage(path) ?? { lines: [] }).includes(anchor);
}

test("no page links to what is not there", () => {
  const dead = pages.flatMap(linksOf).filter(isDead);
  expect(dead.map(({ page, line, path, anchor }) => `${page}:${line} → ${path}${anchor && `#${anchor}`}`)).toEqual([]);
});

test("every page of docs can be reached from the index, or from the lists of verbs and decisions", () => {
  const listed = (path: string) => linksOf(readPage(path) ?? { path, lines: [] }).map((link) => link.path);
  const indexes = ["docs/README.md", "docs/capabilities.md", "docs/decisions/README.md"];
  const reached = new Set(["docs/README.md", ...indexes.flatMap(listed)]);
  expect(pages.map(({ path }) => path).filter((path) => path.startsWith("docs/") && !reached.has(path))).toEqual([]);
});

test("a link is read with its line and anchor, and code is no link", () => {
  const lines = ["see [a](../b.md#the-end) and `[c](d.md)`", "```ts", "x[0](y)", "```", "[e](https://example.com)"];
  expect(linksOf({ path: "docs/verbs/page.md", lines })).toEqual([
    { page: "docs/verbs/page.md", line: 1, path: "docs/b.md", anchor: "the-end" },
  ]);
  expect(anchorsOf({ lines: ["# The `end`, at last"] })).toEqual(["the-end-at-last"]);
});
