import { existsSync } from "node:fs";
import { nodeTooOld } from "./node-version.mjs";
import { at } from "./root.mjs";
import { run } from "./run.mjs";
import { digest, stamp } from "./stamp.mjs";
import { step } from "./step.mjs";
import { walk } from "./walk.mjs";
import { manifestOf, workspacePackages } from "./workspace.mjs";

/**
 * Makes the working tree ready: dependencies as the lockfile has them, and every package built.
 * What is ready already is left alone, so a second time costs a few milliseconds.
 * Ends the process when a step fails, or when this Node is too old.
 */
export async function setUp() {
  const tooOld = nodeTooOld(process.versions.node);
  if (tooOld) {
    console.error(tooOld);
    process.exit(1);
  }
  const files = ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "tsconfig.base.json", "turbo.json"];
  const packages = workspacePackages();
  const manifests = packages.map(({ folder }) => `${folder}/package.json`);
  const wanted = digest([...files, ...manifests]);
  await once("installed", wanted, existsSync(at("node_modules", ".bin")), "install the dependencies", install);

  const sources = ["packages", "apps", "scripts/redis"]
    .flatMap(walk)
    .filter((path) => !/\.(test|fixture)\.tsx?$/.test(path));
  const built = packages.every(({ folder, manifest }) => !manifest.scripts?.build || existsSync(at(folder, "dist")));
  await once("built", wanted + digest(sources), built, "build the packages", build);
}

/**
 * @param {string} name of the stamp
 * @param {string} value that the stamp has when the work is done
 * @param {boolean} present whether what the work makes is there at all
 * @param {string} label
 * @param {() => Promise<import("./step.mjs").Outcome>} work
 */
async function once(name, value, present, label, work) {
  const done = stamp(name);
  if (present && done.is(value)) return;
  if (!(await step(label, work))) process.exit(1);
  done.set(value);
}

/** pnpm comes through npx at the version that package.json pins: a Node need not have corepack, but it has npx. */
function install() {
  return run("npx", ["--yes", manifestOf("").packageManager ?? "pnpm", "install", "--frozen-lockfile"]);
}

function build() {
  return run("turbo", ["run", "build", "--output-logs=errors-only"]);
}
