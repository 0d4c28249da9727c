import { posix } from "node:path";
import { importsOf } from "./imports.mjs";
import { isTest } from "./project.mjs";

const ENGINE = "packages/simulator/src/engine/";

/** The simulator's engine imports its own files only: no wire, no HTTP, no clock or randomness of the machine. */
export const engineKnowsNoWire = {
  name: "the engine knows no wire",
  /**
   * @param {import("./project.mjs").Project} project
   * @returns {import("./project.mjs").Violation[]}
   */
  find(project) {
    return project.sources
      .filter((path) => path.startsWith(ENGINE))
      .flatMap((path) =>
        importsOf(project, path)
          .filter(({ specifier }) => !isInside(path, specifier) && !(isTest(path) && isPackage(specifier)))
          .map(({ specifier, line }) => ({ path, line, message: `the engine must not import ${specifier}.` })),
      );
  },
};

/**
 * @param {string} path
 * @param {string} specifier
 */
function isInside(path, specifier) {
  return specifier.startsWith(".") && posix.join(posix.dirname(path), specifier).startsWith(ENGINE);
}

/** @param {string} specifier */
function isPackage(specifier) {
  return ["vitest", "fast-check"].includes(specifier);
}
