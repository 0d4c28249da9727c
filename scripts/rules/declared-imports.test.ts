import { expect, test } from "vitest";
import { declaredImports } from "./declared-imports.mjs";
import { Project } from "./project.mjs";

const find = (path: string, code: string) =>
  declaredImports.find(
    new Project({
      "packages/graph/package.json": JSON.stringify({
        name: "@trunkline/graph",
        dependencies: { zod: "4" },
        peerDependencies: { vitest: "4" },
        devDependencies: { hono: "4" },
      }),
      [path]: code,
    }),
  );

test.each(["hono", "jose", "@azure/core-auth"])("published code must not import %s undeclared", (specifier) => {
  expect(find("packages/graph/src/a.ts", `import type { X } from "${specifier}";`)).toEqual([
    {
      path: "packages/graph/src/a.ts",
      line: 1,
      message: `${specifier} is no dependency of @trunkline/graph: its users would not have it.`,
    },
  ]);
});

test.each(["zod", "zod/mini", "vitest", "node:crypto", "./b.js"])("published code may import %s", (specifier) => {
  expect(find("packages/graph/src/a.ts", `import "${specifier}";`)).toEqual([]);
});

test("tests and pages may use development dependencies", () => {
  expect(find("packages/graph/src/a.test.ts", 'import "hono";')).toEqual([]);
  expect(find("packages/graph/page/a.tsx", 'import "hono";')).toEqual([]);
});
