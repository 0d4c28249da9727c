import { existsSync, readdirSync, readFileSync } from "node:fs";
import { at } from "./root.mjs";

/**
 * @typedef {object} Manifest What the scripts read of a package.json.
 * @property {string} name
 * @property {string} [version]
 * @property {boolean} [private]
 * @property {string} [packageManager]
 * @property {Record<string, string>} [scripts]
 * @property {Record<string, string>} [bin]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [peerDependencies]
 */

/**
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

/** @returns {WorkspacePackage[]} every package of the workspace, the root left out */
export function workspacePackages() {
  const parents = ["packages", "apps"].flatMap((parent) => readdirSync(at(parent)).map((name) => `${parent}/${name}`));
  return [...parents, "docs/examples", "scripts/browser", "scripts/redis"]
    .filter((folder) => existsSync(at(folder, "package.json")))
    .map((folder) => ({ folder, manifest: manifestOf(folder) }));
}
