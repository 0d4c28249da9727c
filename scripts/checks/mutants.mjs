import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Stryker } from "@stryker-mutator/core";
import { at, walk } from "../lib/files.mjs";

/**
 * The folders whose every line decides something, and how many percent of their mutants the tests of their package find at least. The aim is 90;
 * raise a figure when tests have raised the score.
 *
 * @type {Readonly<Record<string, number>>}
 */
export const mutatedFolders = {
  "packages/core/src/reduce": 90,
  "packages/core/src/record": 88,
  "packages/core/src/store": 95,
  "packages/core/src/ingress": 92,
  "packages/core/src/verbs": 91,
  "packages/microsoft/src/tokens": 90,
  "packages/graph/src/webhook": 88,
  "packages/acs/src/webhook": 90,
};

/**
 * Runs Stryker, one package after the other, and prints the score of each folder.
 *
 * @param {readonly string[]} paths files or folders of packages; when empty, the folders named here
 * @throws when the score of a folder that was mutated whole is below its figure.
 */
export async function runMutants(paths) {
  /** @type {Result[]} */
  const results = [];
  const chosen = paths.length > 0 ? paths : Object.keys(mutatedFolders);
  for (const part of mutantParts(chosen, walk("packages"))) results.push(...(await mutate(part)));
  const below = [];
  for (const { folder, found, of } of scoresOf(results)) {
    const percent = (100 * found) / of;
    const least = mutatedFolders[folder] ?? 0;
    const whole = chosen.some((path) => `${folder}/`.startsWith(`${path.replace(/\/$/, "")}/`));
    console.log(`${folder}: ${found} of ${of} mutants found, ${percent.toFixed(1)} %`);
    if (whole && percent < least) below.push(`${folder} was ${least} %`);
  }
  if (below.length > 0) throw new Error(`Tests find fewer mutants than before: ${below.join(", ")}.`);
}

/**
 * How many mutants were found in each folder, of those that count: neither ignored ones nor those that do not run at all.
 *
 * @typedef {{ fileName: string, status: string }} Result The result of one mutant. The file name is absolute or from the root.
 *
 * @param {readonly Result[]} results
 * @returns {{ folder: string, found: number, of: number }[]}
 */
export function scoresOf(results) {
  /** @type {Map<string, { folder: string, found: number, of: number }>} */
  const scores = new Map();
  for (const { fileName, status } of results) {
    const found = status === "Killed" || status === "Timeout";
    if (!found && status !== "Survived" && status !== "NoCoverage") continue;
    const folder = fileName.slice(fileName.lastIndexOf("packages/")).replace(/\/[^/]*$/, "");
    const score = scores.get(folder) ?? { folder, found: 0, of: 0 };
    scores.set(folder, { folder, found: score.found + (found ? 1 : 0), of: score.of + 1 });
  }
  return [...scores.values()];
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

/**
 * @param {Part} part
 * @returns {Promise<readonly Result[]>}
 */
async function mutate({ folder, files }) {
  const name = folder.replace("packages/", "");
  return new Stryker({
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner", at("scripts", "checks", "mutants-ignored.mjs")],
    ignorers: ["sentences"],
    // What a module does when it is loaded is covered by every test: each of these mutants would take as long as all others of its file.
    ignoreStatic: true,
    vitest: { configFile: "vitest.mutants.config.ts", related: true },
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
