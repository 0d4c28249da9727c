import { describe, expect, test } from "vitest";
import { arrows } from "./arrows.mjs";
import { Project } from "./project.mjs";

const FOLDERS: Record<string, string> = {
  trunkline: "packages/trunkline",
  "@trunkline/demo": "apps/demo",
  "@trunkline/bench": "apps/bench",
};
const folderOf = (name: string) => FOLDERS[name] ?? name.replace("@trunkline", "packages");

/** A package with one file in it. */
function member(name: string, file: string, code: string, manifest: object = {}): Project {
  return new Project({
    [`${folderOf(name)}/package.json`]: JSON.stringify({ name, ...manifest }),
    [`${folderOf(name)}/src/${file}`]: code,
  });
}
const importing = (name: string, other: string, file = "a.ts") =>
  arrows.find(member(name, file, `import { x } from "${other}";`));

describe("imports that follow the arrows", () => {
  test.each([
    ["@trunkline/demo", "trunkline/node"],
    ["@trunkline/demo", "@trunkline/simulator"],
    ["trunkline", "@trunkline/redis"],
    ["trunkline", "@trunkline/core"],
    ["@trunkline/graph", "@trunkline/microsoft"],
    ["@trunkline/acs", "@trunkline/core"],
    ["@trunkline/microsoft", "@trunkline/core"],
    ["@trunkline/redis", "@trunkline/core"],
    ["@trunkline/simulator", "hono"],
  ])("%s imports %s", (name, other) => {
    expect(importing(name, other)).toEqual([]);
  });
});

describe("imports against the arrows", () => {
  test.each([
    ["@trunkline/core", "@trunkline/microsoft"],
    ["@trunkline/core", "@trunkline/graph"],
    ["@trunkline/core", "@trunkline/simulator"],
    ["@trunkline/microsoft", "@trunkline/acs"],
    ["@trunkline/graph", "@trunkline/acs"],
    ["@trunkline/acs", "@trunkline/graph"],
    ["@trunkline/acs", "@trunkline/redis"],
    ["@trunkline/redis", "@trunkline/microsoft"],
    ["@trunkline/graph", "trunkline"],
    ["@trunkline/simulator", "@trunkline/core"],
    ["@trunkline/simulator", "trunkline"],
    ["trunkline", "@trunkline/demo"],
    ["trunkline", "@trunkline/conformance"],
    ["@trunkline/demo", "@trunkline/bench"],
  ])("%s must not import %s", (name, other) => {
    expect(importing(name, other)).toEqual([
      { path: `${folderOf(name)}/src/a.ts`, line: 1, message: `${name} must not import ${other}.` },
    ]);
  });

  test.each([
    'export * from "@trunkline/acs";',
    'import type { Acs } from "@trunkline/acs";',
    'const acs = await import("@trunkline/acs");',
    'type Acs = import("@trunkline/acs").Acs;',
    'import "@trunkline/acs/deep";',
  ])("every way to import counts: %s", (code) => {
    expect(arrows.find(member("@trunkline/core", "a.ts", code))).toHaveLength(1);
  });

  test("a file must not reach into another package by path", () => {
    const [violation] = arrows.find(member("@trunkline/graph", "a.ts", 'import "../../core/src/index.js";'));
    expect(violation?.message).toContain("leaves @trunkline/graph");
  });

  test("but a test that breaks another package on purpose reaches into it", () => {
    const code = 'import "../../../../../packages/core/src/words/call-state.js";';
    const at = (path: string) =>
      arrows.find(new Project({ "apps/proving/package.json": '{"name":"@trunkline/proving"}', [path]: code }));
    expect(at("apps/proving/src/worlds/broken/reducer.test.ts")).toEqual([]);
    expect(at("apps/proving/src/worlds/broken/reducer.ts")).toHaveLength(1);
  });

  test("a mention in a comment or a string is no import", () => {
    const code = '// import "@trunkline/acs"\nexport const text = \'import "@trunkline/acs"\';';
    expect(arrows.find(member("@trunkline/core", "a.ts", code))).toEqual([]);
  });
});

describe("tests may use the test aids", () => {
  test.each([
    ["@trunkline/graph", "@trunkline/simulator"],
    ["@trunkline/acs", "@trunkline/conformance"],
    ["@trunkline/core", "@trunkline/core"],
    ["@trunkline/simulator", "@trunkline/browser"],
  ])("a test of %s imports %s", (name, other) => {
    expect(importing(name, other, "a.test.ts")).toEqual([]);
  });

  test.each([
    ["@trunkline/simulator", "@trunkline/core"],
    ["@trunkline/simulator", "@trunkline/conformance"],
    ["@trunkline/core", "@trunkline/conformance"],
    ["@trunkline/graph", "@trunkline/acs"],
  ])("a test of %s must not import %s", (name, other) => {
    expect(importing(name, other, "a.test.ts")).toHaveLength(1);
  });
});

describe("package.json files", () => {
  const declaring = (name: string, manifest: object) => arrows.find(member(name, "a.ts", "", manifest));

  test("a dependency against the arrows is refused", () => {
    expect(declaring("@trunkline/core", { dependencies: { "@trunkline/acs": "workspace:^" } })).toEqual([
      { path: "packages/core/package.json", message: "@trunkline/core must not depend on @trunkline/acs." },
    ]);
  });

  test("a test aid is a development dependency only", () => {
    const simulator = { "@trunkline/simulator": "workspace:^" };
    expect(declaring("@trunkline/graph", { devDependencies: simulator })).toEqual([]);
    expect(declaring("@trunkline/graph", { dependencies: simulator })).toHaveLength(1);
    expect(declaring("@trunkline/graph", { peerDependencies: simulator })).toHaveLength(1);
  });

  test("a package that nobody has placed is refused", () => {
    expect(declaring("@trunkline/new", {})[0]?.message).toContain("has no place among the arrows");
  });
});
