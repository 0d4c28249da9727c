import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The top folder of the repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * @param {...string} parts
 * @returns {string} the absolute path of something in the repository
 */
export const at = (...parts) => join(root, ...parts);

/** What .gitignore excludes. That file has plain names, `folder/` and `*.suffix`, and no other patterns. */
const ignored = readFileSync(at(".gitignore"), "utf8").split("\n").filter(Boolean);
const ignoredNames = new Set([".git", ...ignored.map((pattern) => pattern.replace(/\/$/, ""))]);
const ignoredSuffixes = ignored.filter((pattern) => pattern.startsWith("*")).map((pattern) => pattern.slice(1));

/**
 * The files of the repository. It does not ask Git, because a downloaded archive has no history.
 *
 * @param {string} folder relative to the root; "" for everything
 * @returns {string[]} their paths from the root, with forward slashes, sorted
 */
export function walk(folder) {
  return readdirSync(at(folder), { withFileTypes: true })
    .filter(({ name }) => !ignoredNames.has(name) && !ignoredSuffixes.some((suffix) => name.endsWith(suffix)))
    .flatMap((entry) => {
      const path = join(folder, entry.name).replaceAll("\\", "/");
      return entry.isDirectory() ? walk(path) : [path];
    })
    .sort();
}

/**
 * @typedef {object} Manifest The part of a package.json that the scripts read.
 * @property {string} name
 * @property {boolean} [private]
 * @property {string} [packageManager]
 * @property {Record<string, string>} [scripts]
 *
 * @typedef {object} WorkspacePackage
 * @property {string} folder relative to the root
 * @property {Manifest} manifest
 */

/**
 * @param {string} folder relative to the root
 * @returns {Manifest}
 */
export function manifestOf(folder) {
  return JSON.parse(readFileSync(at(folder, "package.json"), "utf8"));
}

/** @returns {WorkspacePackage[]} every package of the workspace, without the root */
export function workspacePackages() {
  const parents = ["packages", "apps"].flatMap((parent) => readdirSync(at(parent)).map((name) => `${parent}/${name}`));
  return [...parents, "docs/examples", "scripts/browser", "scripts/redis"]
    .filter((folder) => existsSync(at(folder, "package.json")))
    .map((folder) => ({ folder, manifest: manifestOf(folder) }));
}
