import { importsOf, resolveRelative } from "./imports.mjs";

/**
 * No file imports itself by way of others. Types do not count: a call has events and an event has its call, and once
 * compiled neither file loads the other.
 */
export const importCycles = {
  name: "import cycles",
  /**
   * @param {import("./project.mjs").Project} project
   * @returns {import("./project.mjs").Violation[]}
   */
  find(project) {
    /** @type {Set<string>} */
    const done = new Set();
    /** @type {import("./project.mjs").Violation[]} */
    const violations = [];

    /**
     * @param {string} path
     * @param {readonly string[]} trail the files that led here
     */
    function visit(path, trail) {
      const start = trail.indexOf(path);
      if (start >= 0) {
        violations.push({ path, message: `imports itself: ${[...trail.slice(start), path].join(" → ")}` });
        return;
      }
      if (done.has(path)) return;
      for (const next of neighbors(project, path)) visit(next, [...trail, path]);
      done.add(path);
    }

    for (const path of project.sources) visit(path, []);
    return violations;
  },
};

/**
 * @param {import("./project.mjs").Project} project
 * @param {string} path
 * @returns {string[]}
 */
function neighbors(project, path) {
  return importsOf(project, path)
    .filter(({ specifier, typeOnly }) => specifier.startsWith(".") && !typeOnly)
    .map(({ specifier }) => resolveRelative(project, path, specifier))
    .filter((next) => next !== undefined);
}
