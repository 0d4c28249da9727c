import { posix } from "node:path";
import { importsOf, packageOf } from "./imports.mjs";
import { isTest } from "./project.mjs";

/**
 * @typedef {import("./project.mjs").Project} Project
 * @typedef {import("./project.mjs").Violation} Violation
 * @typedef {{ name: string, folder: string, manifest: import("../lib/workspace.mjs").Manifest }} Member
 */

/** Which of our packages each of our packages stands on. An arrow may also skip a stage: the demo may name core. */
const ARROWS = new Map([
  ["@trunkline/core", []],
  ["@trunkline/microsoft", ["@trunkline/core"]],
  ["@trunkline/graph", ["@trunkline/microsoft"]],
  ["@trunkline/acs", ["@trunkline/microsoft"]],
  ["@trunkline/redis", ["@trunkline/core"]],
  ["@trunkline/conformance", ["@trunkline/core"]],
  ["@trunkline/simulator", []],
  ["trunkline", ["@trunkline/graph", "@trunkline/acs", "@trunkline/redis", "@trunkline/simulator"]],
  ["@trunkline/demo", ["trunkline", "@trunkline/redis-server"]],
  ["@trunkline/bench", ["trunkline", "@trunkline/redis-server"]],
  ["@trunkline/proving", ["trunkline", "@trunkline/redis-server"]],
  ["@trunkline/examples", ["trunkline"]],
  ["@trunkline/browser", []],
  ["@trunkline/redis-server", []],
]);

/** What tests may use besides, where no circle comes of it. */
const TEST_AIDS = ["@trunkline/simulator", "@trunkline/conformance", "@trunkline/browser", "@trunkline/redis-server"];

/** The simulator serves people who use none of ours; its tests prove that by using none of ours either. */
const ALONE = "@trunkline/simulator";

/** Tests of the tests: they break a part of another package where it lies, to see that somebody notices. */
const BREAKERS = /\/broken\/[^/]+\.test\.ts$/;

/** Imports and package.json files follow the arrows, and no file reaches into another package by path. */
export const arrows = {
  name: "dependency arrows",
  /** @param {Project} project */
  find(project) {
    const members = membersOf(project);
    return [
      ...members.flatMap(manifestViolations),
      ...members.flatMap((member) =>
        project.sources
          .filter((path) => path.startsWith(`${member.folder}/`))
          .flatMap((path) => importViolations(project, member, path)),
      ),
    ];
  },
};

/**
 * @param {Project} project
 * @returns {Member[]}
 */
function membersOf(project) {
  return project.paths
    .filter((path) => path.endsWith("/package.json"))
    .map((path) => ({ manifest: JSON.parse(project.text(path)), folder: posix.dirname(path) }))
    .map(({ manifest, folder }) => ({ name: manifest.name, manifest, folder }));
}

/**
 * @param {Member} member
 * @returns {Violation[]}
 */
function manifestViolations({ name, folder, manifest }) {
  const path = `${folder}/package.json`;
  if (!ARROWS.has(name)) {
    return [{ path, message: `${name} has no place among the arrows: give it one in scripts/rules/arrows.mjs.` }];
  }
  const shipped = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const forTests = Object.keys(manifest.devDependencies ?? {});
  return [
    ...shipped.filter((other) => isOurs(other) && !reach(name).has(other)),
    ...forTests.filter((other) => isOurs(other) && !reachOfTests(name).has(other)),
  ].map((other) => ({ path, message: `${name} must not depend on ${other}.` }));
}

/**
 * @param {Project} project
 * @param {Member} member
 * @param {string} path
 * @returns {Violation[]}
 */
function importViolations(project, { name, folder }, path) {
  const allowed = isTest(path) ? reachOfTests(name).add(name) : reach(name);
  return importsOf(project, path).flatMap(({ specifier, line }) => {
    if (specifier.startsWith(".")) {
      if (posix.join(posix.dirname(path), specifier).startsWith(`${folder}/`) || BREAKERS.test(path)) return [];
      return [{ path, line, message: `${specifier} leaves ${name}: import the other package by its name.` }];
    }
    const other = packageOf(specifier);
    if (!isOurs(other) || allowed.has(other)) return [];
    return [{ path, line, message: `${name} must not import ${other}.` }];
  });
}

/** @param {string} name */
function isOurs(name) {
  return name === "trunkline" || name.startsWith("@trunkline/");
}

/**
 * @param {string} name
 * @returns {Set<string>} all packages that lie ahead of this one
 */
function reach(name) {
  const next = ARROWS.get(name) ?? [];
  return new Set(next.flatMap((other) => [other, ...reach(other)]));
}

/**
 * @param {string} name
 * @returns {Set<string>}
 */
function reachOfTests(name) {
  const aids = TEST_AIDS.filter((aid) => aid !== name && !reach(aid).has(name));
  return new Set([...reach(name), ...(name === ALONE ? ["@trunkline/browser"] : aids)]);
}
