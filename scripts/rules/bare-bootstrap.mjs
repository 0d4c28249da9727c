import { importsOf, resolveRelative } from "./imports.mjs";

/**
 * @typedef {import("./project.mjs").Project} Project
 */

const ENTRIES = ["scripts/start.mjs", "scripts/test.mjs", "scripts/check.mjs"];

/** What the commands load before the dependencies are there is Node's own, or a file of theirs. */
export const bareBootstrap = {
  name: "commands start from nothing",
  /**
   * @param {Project} project
   * @returns {import("./project.mjs").Violation[]}
   */
  find(project) {
    return [...loadedBy(project, ENTRIES)].flatMap((path) =>
      importsOf(project, path)
        .filter(({ specifier, lazy }) => !lazy && !/^(node:|\.)/.test(specifier))
        .map(({ specifier, line }) => ({ path, line, message: `${specifier} is not there before the set-up.` })),
    );
  },
};

/**
 * @param {Project} project
 * @param {readonly string[]} entries
 * @returns {Set<string>} the entries and all files that they load at once
 */
function loadedBy(project, entries) {
  const loaded = new Set(entries.filter((path) => project.has(path)));
  for (const path of loaded) {
    for (const { specifier, lazy } of importsOf(project, path)) {
      const next = lazy || !specifier.startsWith(".") ? undefined : resolveRelative(project, path, specifier);
      if (next) loaded.add(next);
    }
  }
  return loaded;
}
