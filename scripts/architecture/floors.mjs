/**
 * The order in which folders depend on each other: `depcruise --config scripts/architecture/floors.mjs`, part of `npm run check`.
 * Types count. Tests do not: they may import anything that they test.
 */
import { options } from "./arrows.mjs";

/** The floors of core from the top. A folder imports only from floors below its own, not from its neighbors. */
const floors = [
  ["calling"],
  ["ingress", "watch"],
  ["delivery"],
  ["handles"],
  ["remote"],
  ["verbs"],
  ["operations"],
  ["actor"],
  ["reduce"],
  ["events"],
  ["record"],
  ["interface"],
  ["telemetry"],
  ["adapter", "store"],
  ["words"],
  ["base"],
];

const core = "packages/core/src";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  options: { ...options, exclude: { path: `${options.exclude.path}|\\.(test|fixture)\\.tsx?$` } },
  forbidden: [
    {
      name: "no cycle between folders",
      comment: "A folder includes its subfolders.",
      severity: "error",
      scope: "folder",
      from: { path: "^(packages|apps|docs|scripts)/" },
      to: { circular: true },
    },
    ...floors.flatMap((floor, index) => floor.map((folder) => floorRule(folder, floors.slice(index + 1).flat()))),
  ],
};

/**
 * @param {string} folder
 * @param {readonly string[]} below
 * @returns {import("dependency-cruiser").IForbiddenRuleType}
 */
function floorRule(folder, below) {
  return {
    name: `${folder} is built on the floors below`,
    comment: "The floors of core are in scripts/architecture/floors.mjs.",
    severity: "error",
    from: { path: `^${core}/${folder}/` },
    to: { path: `^${core}/`, pathNot: [folder, ...below].map((other) => `^${core}/${other}/`) },
  };
}
