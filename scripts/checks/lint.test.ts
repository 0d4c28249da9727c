import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { at } from "../lib/files.mjs";
import { run } from "../lib/run.mjs";

/** The rules of `biome.json` that these files break. */
async function broken(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), "lint-"));
  try {
    await copyFile(at("biome.json"), join(root, "biome.json"));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    const { output } = await run("biome", [
      "lint",
      "--vcs-enabled=false",
      `--config-path=${root}`,
      "--colors=off",
      root,
    ]);
    return [...new Set([...output.matchAll(/lint\/\w+\/(\w+)/g)].map(([, rule = ""]) => rule))];
  } finally {
    await rm(root, { recursive: true });
  }
}

const brokenBy = (code: string, path = "packages/graph/src/a.ts") => broken({ [path]: code });

test.each([
  ["noExplicitAny", "export const a = (b: any) => b;"],
  ["noConsole", 'console.log("a");'],
  ["noDefaultExport", "export default 1;"],
  ["noTsIgnore", "// @ts-ignore\nexport const a: string = 1;"],
  ["noFocusedTests", 'import { test } from "vitest";\ntest.only("a", () => {});'],
  ["noFocusedTests", 'import { it } from "vitest";\nit.concurrent.only("a", () => {});'],
  ["noSkippedTests", 'import { test } from "vitest";\ntest.skip("a", () => {});'],
])("%s refuses %s", async (rule, code) => {
  expect(await brokenBy(code)).toEqual([rule]);
});

test("noImportCycles counts types", async () => {
  const files = {
    "packages/graph/src/a.ts": 'import type { B } from "./b.js";\nexport type A = B;',
    "packages/graph/src/b.ts": 'import type { A } from "./a.js";\nexport type B = A | 1;',
  };
  expect(await broken(files)).toEqual(["noImportCycles"]);
});

test.each(["scripts/start.mjs", "packages/trunkline/src/cli/main.ts", "packages/core/src/telemetry/log.ts"])(
  "%s may print to the console",
  async (path) => {
    expect(await brokenBy('console.log("a");', path)).toEqual([]);
  },
);
