import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pages } from "../pages/pages.mjs";
import { thisProject } from "../rules/project.mjs";
import { describeViolation, rules } from "../rules/rules.mjs";
import { packageShape } from "./package-shape.mjs";
import { run } from "./run.mjs";
import { walk } from "./walk.mjs";
import { workspacePackages } from "./workspace.mjs";

const typescript59 = createRequire(import.meta.url).resolve("typescript-5.9/bin/tsc");

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {() => Promise<import("./step.mjs").Outcome>} work
 */

/** @returns {Check[]} all checks of a working tree that is set up, the quick ones first */
export function checks() {
  const typed = walk("").filter((path) => path.endsWith("/tsconfig.json"));
  const published = workspacePackages().filter(({ manifest }) => !manifest.private);
  return [
    ...houseRules(),
    { name: "format and lint", work: () => run("biome", ["ci", "--error-on-warnings", "--colors=off"]) },
    ...typed.map((path) => ({ name: `types of ${dirname(path)}`, work: () => run("tsc", ["-p", path]) })),
    // What users write has to compile with both compilers that they use.
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
