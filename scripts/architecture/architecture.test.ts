import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type IConfiguration } from "dependency-cruiser";
import { describe, expect, test } from "vitest";
import arrows from "./arrows.mjs";
import floors from "./floors.mjs";

/** Minimal packages, each of which can be imported by name from any other. */
const packages = {
  "packages/core": "@trunkline/core",
  "packages/microsoft": "@trunkline/microsoft",
  "packages/graph": "@trunkline/graph",
  "packages/acs": "@trunkline/acs",
  "packages/simulator": "@trunkline/simulator",
  "packages/conformance": "@trunkline/conformance",
  "packages/trunkline": "trunkline",
  "packages/new": "@trunkline/new",
  "apps/demo": "@trunkline/demo",
};
const installed = ["zod", "hono", "vitest", "jose"];

/** The names of the rules that these files break. */
async function broken(config: IConfiguration, files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), "architecture-"));
  try {
    for (const [folder, name] of Object.entries(packages)) {
      await write(root, `${folder}/package.json`, manifest(name, "./src/index.ts"));
      await write(root, `${folder}/src/index.ts`, "export {};");
      await mkdir(dirname(join(root, "node_modules", name)), { recursive: true });
      await symlink(join(root, folder), join(root, "node_modules", name));
    }
    for (const name of installed) {
      await write(root, `node_modules/${name}/package.json`, manifest(name, "./index.js"));
      await write(root, `node_modules/${name}/index.js`, "");
    }
    for (const [path, text] of Object.entries(files)) await write(root, path, text);
    const { output } = await cruise([...new Set(Object.keys(files).map((path) => path.split("/")[0] ?? ""))], {
      ...config.options,
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: config.forbidden ?? [] },
    });
    if (typeof output === "string") throw new Error(output);
    return [...new Set(output.summary.violations.map(({ rule }) => rule.name))];
  } finally {
    await rm(root, { recursive: true });
  }
}

async function write(root: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

function manifest(name: string, main: string): string {
  return JSON.stringify({ name, exports: main, dependencies: { zod: "4", jose: "6" }, devDependencies: { hono: "4" } });
}

const at = (path: string, code: string) => broken(arrows, { [path]: code });

describe("arrows between packages", () => {
  test.each([
    ["packages/core", "@trunkline/microsoft"],
    ["packages/microsoft", "@trunkline/acs"],
    ["packages/graph", "@trunkline/acs"],
    ["packages/simulator", "@trunkline/core"],
    ["packages/trunkline", "@trunkline/conformance"],
    ["packages/trunkline", "@trunkline/demo"],
  ])("%s must not import %s", async (folder, name) => {
    expect(await at(`${folder}/src/a.ts`, `import "${name}";`)).toContain(`${folder} imports what it is built on`);
  });

  test.each([
    'export * from "@trunkline/acs";',
    'import type { Acs } from "@trunkline/acs"; export type A = Acs;',
    'const acs = await import("@trunkline/acs");',
    'export type Acs = import("@trunkline/acs").Acs;',
  ])("every kind of import counts: %s", async (code) => {
    expect(await at("packages/graph/src/a.ts", code)).toEqual(["packages/graph imports what it is built on"]);
  });

  test.each([
    ["packages/graph/src/a.ts", 'import "@trunkline/core";'],
    ["apps/demo/src/a.ts", 'import "@trunkline/simulator"; import "trunkline";'],
    ["packages/graph/src/a.test.ts", 'import "@trunkline/simulator"; import "@trunkline/conformance";'],
    ["packages/graph/src/a.ts", "// import '@trunkline/acs'\nexport const text = 'import \"@trunkline/acs\"';"],
  ])("%s may say %s", async (path, code) => {
    expect(await at(path, code)).toEqual([]);
  });

  test.each([
    ["packages/simulator", "@trunkline/conformance"],
    ["packages/core", "@trunkline/conformance"],
    ["packages/graph", "@trunkline/acs"],
  ])("tests of %s must not import %s", async (folder, name) => {
    expect(await at(`${folder}/src/a.test.ts`, `import "${name}";`)).toEqual([
      `tests of ${folder} import what they may`,
    ]);
  });

  test("a package without a place among the arrows is reported", async () => {
    expect(await at("packages/new/src/a.ts", 'import "zod";')).toEqual(["every package has its arrows"]);
  });

  test("a file must not import another package by its path, except a test that breaks that package", async () => {
    const code = 'import "../../../core/src/index.js";';
    expect(await at("packages/graph/src/broken/a.ts", code)).toEqual(["another package is imported by its name"]);
    expect(await at("packages/graph/src/broken/a.test.ts", code)).toEqual([]);
  });

  test("an import that does not exist is reported, and so is one past the entries of a package", async () => {
    expect(await at("packages/graph/src/a.ts", 'import "./b.js";')).toEqual(["imports resolve"]);
    expect(await at("packages/graph/src/a.ts", 'import "@trunkline/core/src/index.js";')).toContain("imports resolve");
  });
});

describe("imports of one package", () => {
  test("published code must not import a development dependency, not even its types; tests and pages may", async () => {
    const code = 'import type { Hono } from "hono"; export type A = Hono;';
    expect(await at("packages/graph/src/a.ts", code)).toEqual(["what a published package imports arrives with it"]);
    expect(await at("packages/graph/src/a.test.ts", code)).toEqual([]);
    expect(await at("packages/graph/page/a.ts", code)).toEqual([]);
  });

  test.each(["jose", "vitest"])("core must not depend on %s", async (name) => {
    expect(await at("packages/core/src/a.ts", `import "${name}";`)).toContain("core stands alone");
  });

  test.each(["node:http", "node:net", "http2"])("core must not import %s", async (name) => {
    expect(await at("packages/core/src/a.ts", `import "${name}";`)).toEqual(["core opens no connection"]);
  });

  test("core may import zod and Node's cryptography, and its tests what tests need", async () => {
    expect(await at("packages/core/src/a.ts", 'import "zod"; import "node:crypto";')).toEqual([]);
    expect(await at("packages/core/src/a.test.ts", 'import "vitest"; import "node:http";')).toEqual([]);
  });

  test.each(["../acs/server.js", "jose", "node:http"])(
    "the engine of the simulator must not import %s",
    async (name) => {
      const files = {
        "packages/simulator/src/engine/a.ts": `import "${name}";`,
        "packages/simulator/src/acs/server.ts": "",
      };
      expect(await broken(arrows, files)).toEqual(["the engine knows no wire"]);
    },
  );

  test("the engine may import its own files, and its tests Vitest", async () => {
    const files = {
      "packages/simulator/src/engine/media/a.ts": 'import "../call.js";',
      "packages/simulator/src/engine/call.ts": "",
      "packages/simulator/src/engine/a.test.ts": 'import "vitest";',
    };
    expect(await broken(arrows, files)).toEqual([]);
  });

  test("before the dependencies are installed, a command loads only Node's modules and scripts/lib", async () => {
    const lib = { "scripts/lib/b.mjs": 'import "node:fs";', "scripts/rules/c.mjs": 'import "zod";' };
    const command = (code: string) => broken(arrows, { ...lib, "scripts/a.mjs": code });
    expect(await command('import "./lib/b.mjs"; await import("./rules/c.mjs");')).toEqual([]);
    expect(await command('import "./rules/c.mjs";')).toEqual(["commands start from nothing"]);
    expect(await broken(arrows, { "scripts/lib/b.mjs": 'import "zod";' })).toEqual(["commands start from nothing"]);
  });
});

describe("floors and cycles", () => {
  test("folders that import each other are reported, for types as well", async () => {
    const files = {
      "packages/graph/src/a/a.ts": 'import type { B } from "../b/b.js"; export type A = B;',
      "packages/graph/src/b/b.ts": 'import type { C } from "../c/c.js"; export type B = C;',
      "packages/graph/src/c/c.ts": 'export type C = import("../a/other.js").D;',
      "packages/graph/src/a/other.ts": "export type D = 1;",
    };
    expect(await broken(floors, files)).toEqual(["no cycle between folders"]);
  });

  test("two ways to one folder are not a cycle, and a folder may import its subfolders", async () => {
    const files = {
      "packages/graph/src/a/a.ts": 'import "../b/b.js"; import "../c/c.js";',
      "packages/graph/src/b/b.ts": 'import "../c/c.js";',
      "packages/graph/src/c/c.ts": 'import "./deep/d.js";',
      "packages/graph/src/c/deep/d.ts": 'import "../e.js";',
      "packages/graph/src/c/e.ts": "",
      "packages/graph/src/c/c.test.ts": 'import "../a/a.js";',
    };
    expect(await broken(floors, files)).toEqual([]);
  });

  test("a folder of core imports from the floors below, not from above or from a folder without a floor", async () => {
    const files = {
      "packages/core/src/words/a.ts": 'import "../base/b.js";',
      "packages/core/src/base/b.ts": "",
      "packages/core/src/attic/c.ts": "",
    };
    expect(await broken(floors, files)).toEqual([]);
    expect(
      await broken(floors, { ...files, "packages/core/src/base/b.ts": 'import type {} from "../words/a.js";' }),
    ).toContain("base is built on the floors below");
    expect(await broken(floors, { ...files, "packages/core/src/base/b.ts": 'import "../attic/c.js";' })).toEqual([
      "base is built on the floors below",
    ]);
  });
});
