import { expect, test } from "vitest";
import { bareBootstrap } from "./bare-bootstrap.mjs";
import { Project } from "./project.mjs";

test("a package that a command loads before the set-up is found, however far down", () => {
  const project = new Project({
    "scripts/start.mjs": 'import "node:fs"; import "./lib/a.mjs";',
    "scripts/lib/a.mjs": 'export * from "./b.mjs";',
    "scripts/lib/b.mjs": 'import pc from "picocolors";',
    "scripts/rules/c.mjs": 'import "oxc-parser";',
  });
  expect(bareBootstrap.find(project)).toEqual([
    { path: "scripts/lib/b.mjs", line: 1, message: "picocolors is not there before the set-up." },
  ]);
});

test("what is loaded later may need packages", () => {
  const project = new Project({
    "scripts/check.mjs": 'const checks = await import("./lib/checks.mjs");',
    "scripts/lib/checks.mjs": 'import "oxc-parser";',
  });
  expect(bareBootstrap.find(project)).toEqual([]);
});
