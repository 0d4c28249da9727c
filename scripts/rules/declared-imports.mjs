import { posix } from "node:path";
import { importsOf, packageOf } from "./imports.mjs";
import { isTest } from "./project.mjs";

/**
 * @typedef {import("./project.mjs").Project} Project
 * @typedef {import("./project.mjs").Violation} Violation
 */

/**
 * What a published package imports, also as a type, arrives with it: a development dependency is there for us only.
 * The sources of a page are bundled, and so may use one.
 */
export const declaredImports = {
  name: "declared imports",
  /**
   * @param {Project} project
   * @returns {Violation[]}
   */
  find(project) {
    return project.paths
      .filter((path) => path.endsWith("/package.json"))
      .flatMap((path) => undeclared(project, `${posix.dirname(path)}/src/`, JSON.parse(project.text(path))));
  },
};

/**
 * @param {Project} project
 * @param {string} folder
 * @param {import("../lib/workspace.mjs").Manifest} manifest
 * @returns {Violation[]}
 */
function undeclared(project, folder, { name, dependencies, peerDependencies }) {
  const declared = new Set(Object.keys({ ...dependencies, ...peerDependencies }));
  return project.sources
    .filter((path) => path.startsWith(folder) && !isTest(path))
    .flatMap((path) =>
      importsOf(project, path)
        .filter(({ specifier }) => !/^(node:|\.)/.test(specifier) && !declared.has(packageOf(specifier)))
        .map(({ specifier, line }) => ({
          path,
          line,
          message: `${specifier} is no dependency of ${name}: its users would not have it.`,
        })),
    );
}
