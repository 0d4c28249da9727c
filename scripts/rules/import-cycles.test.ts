import { expect, test } from "vitest";
import { importCycles } from "./import-cycles.mjs";
import { Project } from "./project.mjs";

test("a file that imports itself by way of others is found, with the way", () => {
  const project = new Project({
    "src/a.ts": 'import { b } from "./deep/b.js";',
    "src/deep/b.ts": 'export * from "./c.js";',
    "src/deep/c.tsx": 'const a = await import("../a.js");',
    "src/d.ts": 'import "./a.js";',
  });
  expect(importCycles.find(project)).toEqual([
    { path: "src/a.ts", message: "imports itself: src/a.ts → src/deep/b.ts → src/deep/c.tsx → src/a.ts" },
  ]);
});

test("two ways to the same file are no cycle", () => {
  const project = new Project({ "a.ts": 'import "./b.js"; import "./c.js";', "b.ts": 'import "./c.js";', "c.ts": "" });
  expect(importCycles.find(project)).toEqual([]);
});

test("types may refer to each other", () => {
  const project = new Project({
    "a.ts": 'import type { B } from "./b.js"; export type { C } from "./b.js";',
    "b.ts": 'import { a } from "./a.js"; type A = import("./a.js").A;',
  });
  expect(importCycles.find(project)).toEqual([]);
});
