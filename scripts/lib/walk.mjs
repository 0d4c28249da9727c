import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { at } from "./root.mjs";

/** What .gitignore leaves out, by name: the file holds plain names, `folder/` and `*.suffix`, and nothing cleverer. */
const ignored = readFileSync(at(".gitignore"), "utf8").split("\n").filter(Boolean);
const names = new Set([".git", ...ignored.map((pattern) => pattern.replace(/\/$/, ""))]);
const suffixes = ignored.filter((pattern) => pattern.startsWith("*")).map((pattern) => pattern.slice(1));

/**
 * The files that belong to the repository, without asking git: a downloaded archive has none.
 *
 * @param {string} folder relative to the root; "" for everything
 * @returns {string[]} their paths from the root, with forward slashes, sorted
 */
export function walk(folder) {
  return readdirSync(at(folder), { withFileTypes: true })
    .filter(({ name }) => !names.has(name) && !suffixes.some((suffix) => name.endsWith(suffix)))
    .flatMap((entry) => {
      const path = join(folder, entry.name).replaceAll("\\", "/");
      return entry.isDirectory() ? walk(path) : [path];
    })
    .sort();
}
