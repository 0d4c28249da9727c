import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Stryker } from "@stryker-mutator/core";
import { at, walk } from "../lib/files.mjs";

/** The folders in which every line matters. Their package's tests should detect 90 % of the mutants. */
export const mutatedFolders = [
  "packages/core/src/reduce",
  "packages/core/src/record",
  "packages/core/src/store",
  "packages/core/src/ingress",
  "packages/core/src/verbs",
  "packages/microsoft/src/tokens",
  "packages/graph/src/webhook",
  "packages/acs/src/webhook",
];

/**
 * Runs Stryker, one package after the other.
 *
 * @param {readonly string[]} paths files or folders of packages; when empty, the folders named here
 */
export async function runMutants(paths) {
  for (const part of mutantParts(paths.length > 0 ? paths : mutatedFolders, walk("packages"))) await mutate(part);
}

/**
 * @typedef {{ folder: string, files: string[] }} Part The files to change in one package.
 *
 * @param {readonly string[]} paths files or folders, from the root
 * @param {readonly string[]} all every file of the packages
 * @returns {Part[]}
 */
export function mutantParts(paths, all) {
  /** @type {Map<string, Set<string>>} */
  const parts = new Map();
  for (const path of paths.map((given) => given.replaceAll("\\", "/").replace(/\/$/, ""))) {
    const files = all.filter((file) => (file === path || file.startsWith(`${path}/`)) && isMutable(file));
    if (files.length === 0)
      throw new Error(`${path} has no source of a package. If it has moved, say so in scripts/checks/mutants.mjs.`);
    for (const file of files) {
      const folder = file.split("/").slice(0, 2).join("/");
      parts.set(folder, (parts.get(folder) ?? new Set()).add(file));
    }
  }
  return [...parts].map(([folder, files]) => ({ folder, files: [...files] }));
}

/** @param {string} file */
function isMutable(file) {
  return /\/src\/.*\.ts$/.test(file) && !/\.(test|fixture)\.ts$/.test(file) && !file.includes("/testing/");
}

/** @param {Part} part */
async function mutate({ folder, files }) {
  const name = folder.replace("packages/", "");
  await new Stryker({
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: "vitest.config.ts", related: true },
    mutate: files,
    ignorePatterns: [...foldersOf(""), ...foldersOf("/packages")].filter(
      (other) => !`/${folder}/`.startsWith(`${other}/`) && other !== "/docs",
    ),
    tempDirName: ".cache/stryker",
    incremental: true,
    incrementalFile: at(".cache", "mutants", `${name}.json`),
    concurrency: availableParallelism(),
    reporters: ["clear-text", "progress-append-only", "html"],
    htmlReporter: { fileName: at(".cache", "mutants", `${name}.html`) },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    thresholds: { high: 95, low: 90, break: null },
    allowConsoleColors: false,
  }).runMutationTest();
}

/**
 * The sandbox has the files of the root, docs (for the promises that tests are tagged with) and the one package. That package's imports of others resolve to their real places.
 *
 * @param {string} parent
 */
function foldersOf(parent) {
  return readdirSync(at(parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${parent}/${name}`);
}
