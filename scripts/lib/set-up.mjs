import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { at, manifestOf, walk, workspacePackages } from "./files.mjs";
import { run } from "./run.mjs";
import { step } from "./step.mjs";

/**
 * Makes the working tree ready: installs the dependencies of the lockfile and builds every package. It skips what is already done, so a second
 * run costs a few milliseconds. It ends the process if a step fails, or if this Node is too old.
 */
export async function setUp() {
  const tooOld = nodeTooOld(process.versions.node);
  if (tooOld) {
    console.error(tooOld);
    process.exit(1);
  }
  const files = [
    "package.json",
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "rolldown.config.mjs",
    "tsconfig.base.json",
    "turbo.json",
  ];
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
 * @param {string} version of the Node that runs
 * @returns {string | undefined} a message for the user if it is older than 20.19
 */
export function nodeTooOld(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return undefined;
  return `Trunkline needs Node 20.19 or later, and this is ${version}. Install a current one from https://nodejs.org.`;
}

/**
 * A stamp records the digest for which a step was last done. It is in node_modules, and is deleted with it.
 *
 * @param {string} name of the stamp
 * @param {string} value of the stamp when the work is done
 * @param {boolean} present whether the result of the work exists at all
 * @param {string} label
 * @param {() => Promise<import("./step.mjs").Outcome>} work
 */
async function once(name, value, present, label, work) {
  const stamp = at("node_modules", ".trunkline", name);
  if (present && existsSync(stamp) && readFileSync(stamp, "utf8") === value) return;
  if (!(await step(label, work))) process.exit(1);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, value);
}

/**
 * A digest of files by name and content, and of the kind of machine: binaries for another one are useless here.
 *
 * @param {readonly string[]} paths relative to the root
 * @returns {string}
 */
function digest(paths) {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const path of paths) hash.update(`\n${path}\n`).update(readFileSync(at(path)));
  return hash.digest("hex");
}

/** pnpm comes through npx at the version that package.json pins: not every Node has corepack, but each has npx. */
function install() {
  return run("npx", ["--yes", manifestOf("").packageManager ?? "pnpm", "install", "--frozen-lockfile"]);
}

function build() {
  return run("turbo", ["run", "build", "--output-logs=errors-only"]);
}
