/**
 * `npm run outside`: proves that the packed packages are all that an adapter needs. In a clean folder outside this repository the third-party adapter
 * of docs/examples, and the project that `npm create trunkline adapter` makes, are installed with npm, compiled and put through the suite.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { at } from "./lib/files.mjs";
import { forAdapters, pack, runOutside, takeFromArchives } from "./lib/packed.mjs";
import { setUp } from "./lib/set-up.mjs";
import { step } from "./lib/step.mjs";

await setUp();

const place = mkdtempSync(join(tmpdir(), "trunkline-outside-"));
const archives = join(place, "packed");
const [created, copied] = [join(place, "bold-tel"), join(place, "rented-line")];

/** @param {string} project with the same dependencies and the same scripts as one that was just created */
const projectSteps = (project) => [
  { name: "npm install", work: () => runOutside(project, "npm", ["install", "--no-audit", "--no-fund"]) },
  { name: "types and suite", work: () => runOutside(project, "npm", ["test"]) },
  { name: "build", work: () => runOutside(project, "npm", ["run", "build"]) },
];

/** Creates a project as a user does: from the archive of the package, which npm unpacks and runs. */
async function create() {
  const archive = join(archives, "create.tgz");
  const args = ["exec", "--yes", `--package=${archive}`, "--", "create-trunkline", "adapter", "bold-tel"];
  const outcome = await runOutside(place, "npm", args);
  if (outcome.ok) prepare(created);
  return outcome;
}

/** The adapter of docs/examples in the same kind of project. */
async function copy() {
  cpSync(at("docs", "examples", "src", "third-party-adapter"), join(copied, "src"), { recursive: true });
  for (const file of ["package.json", "tsconfig.json", "tsconfig.build.json"])
    cpSync(join(created, file), join(copied, file));
  prepare(copied);
  return { ok: true, output: "" };
}

/**
 * Takes our packages from the archives, and has the compiler check what they declare.
 *
 * @param {string} project
 */
function prepare(project) {
  mkdirSync(project, { recursive: true });
  cpSync(archives, join(project, "packed"), { recursive: true });
  takeFromArchives(project, forAdapters);
  const path = join(project, "tsconfig.json");
  const tsconfig = JSON.parse(readFileSync(path, "utf8"));
  tsconfig.compilerOptions.skipLibCheck = false;
  writeFileSync(path, JSON.stringify(tsconfig));
}

const steps = [
  { name: "pack", work: () => pack({ ...forAdapters, "create-trunkline": "create" }, archives) },
  { name: "npm create trunkline", work: create },
  ...projectSteps(created).map(({ name, work }) => ({ name: `created: ${name}`, work })),
  { name: "copy the third-party adapter", work: copy },
  ...projectSteps(copied).map(({ name, work }) => ({ name: `copied: ${name}`, work })),
];

let ok = true;
for (const { name, work } of steps) ok = ok && (await step(name, work));
if (ok) rmSync(place, { recursive: true });
else console.error(`What was made is in ${place}.`);
process.exitCode = ok ? 0 : 1;
