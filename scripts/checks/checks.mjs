import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { at, walk, workspacePackages } from "../lib/files.mjs";
import { run } from "../lib/run.mjs";
import { pages } from "../pages/pages.mjs";
import { thisProject } from "../rules/project.mjs";
import { describeViolation, rules } from "../rules/rules.mjs";

const typescript59 = createRequire(import.meta.url).resolve("typescript-5.9/bin/tsc");

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {() => Promise<import("../lib/step.mjs").Outcome>} work
 */

/** @returns {Check[]} all checks of a working tree that is set up, the quick ones first */
export function checks() {
  const typed = walk("").filter((path) => path.endsWith("/tsconfig.json"));
  const published = workspacePackages().filter(({ manifest }) => !manifest.private);
  return [
    ...houseRules(),
    { name: "format and lint", work: () => run("biome", ["ci", "--error-on-warnings", "--colors=off"]) },
    { name: "arrows between packages", work: () => cruise("arrows") },
    { name: "floors and cycles of folders", work: () => cruise("floors") },
    ...typed.map((path) => ({ name: `types of ${dirname(path)}`, work: () => run("tsc", ["-p", path]) })),
    // What users write must compile with both compilers that they use.
    {
      name: "types of docs/examples with TypeScript 5.9",
      work: () => run("node", [typescript59, "-p", "docs/examples"]),
    },
    ...Object.entries(pages).map(([name, { check }]) => ({ name: `docs/${name}.md`, work: check })),
    { name: "unused files and dependencies", work: () => run("knip", []) },
    ...published.map(({ folder }) => ({ name: `shape of ${folder}`, work: () => packageShape(folder) })),
  ];
}

/** @returns {Check[]} */
function houseRules() {
  const project = thisProject();
  return rules.map((rule) => ({
    name: rule.name,
    work: async () => {
      const violations = rule.find(project);
      return { ok: violations.length === 0, output: violations.map(describeViolation).join("\n") };
    },
  }));
}

/** @param {string} config of dependency-cruiser, by its name in scripts/architecture */
function cruise(config) {
  return run("depcruise", [
    ...["--config", `scripts/architecture/${config}.mjs`, "--output-type", "err-long"],
    ...["packages", "apps", "docs/examples", "scripts"],
  ]);
}

/**
 * Packs a package as it would be published, and runs publint and attw on the archive.
 *
 * @param {string} folder of a built package, relative to the root
 */
async function packageShape(folder) {
  const scratch = mkdtempSync(join(tmpdir(), "package-shape-"));
  const archive = join(scratch, "package.tgz");
  try {
    const packed = await run("pnpm", ["--dir", at(folder), "pack", "--out", archive]);
    if (!packed.ok) return packed;
    const publint = await run("publint", ["run", archive, "--strict"]);
    if (!publint.ok) return publint;
    return await run("attw", [archive, "--profile", "esm-only", "--no-emoji"]);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/**
 * Runs tasks in their order, at most `width` at a time.
 *
 * @template T
 * @param {number} width
 * @param {readonly (() => Promise<T>)[]} work
 * @returns {Promise<T[]>} the results, in the order of `work`
 */
export async function pool(width, work) {
  /** @type {T[]} */
  const results = [];
  const queue = work.entries();
  const lane = async () => {
    for (const [index, piece] of queue) results[index] = await piece();
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}
