import { describe, expect, test } from "vitest";
import { coreStandsAlone } from "./core-stands-alone.mjs";
import { Project } from "./project.mjs";

const find = (code: string, file = "a.ts") =>
  coreStandsAlone.find(new Project({ [`packages/core/src/${file}`]: code }));

describe("core stands alone", () => {
  test.each([
    "@azure/communication-call-automation",
    "@microsoft/microsoft-graph-client",
    "hono",
    "express",
    "undici",
    "jose",
    "node:http",
    "@trunkline/graph",
  ])("core must not import %s", (specifier) => {
    expect(find(`import { x } from "${specifier}";`)).toEqual([
      { path: "packages/core/src/a.ts", line: 1, message: `core must not import ${specifier}.` },
    ]);
  });

  test.each(["zod", "zod/mini", "@opentelemetry/api", "node:crypto", "./b.js"])("core may import %s", (specifier) => {
    expect(find(`import { x } from "${specifier}";`)).toEqual([]);
  });

  test("tests of core use what tests use", () => {
    expect(find('import { test } from "vitest";', "a.test.ts")).toEqual([]);
  });

  test("a dependency of core beyond zod is refused", () => {
    const manifest = JSON.stringify({ dependencies: { zod: "4", hono: "4" } });
    expect(coreStandsAlone.find(new Project({ "packages/core/package.json": manifest }))).toEqual([
      { path: "packages/core/package.json", message: "core must not depend on hono." },
    ]);
  });
});
