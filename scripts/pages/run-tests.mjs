import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../lib/files.mjs";
import { run } from "../lib/run.mjs";

/**
 * @typedef {object} TestRun One test, as Vitest reports it.
 * @property {string} file from the root
 * @property {readonly string[]} groups outermost first
 * @property {string} name
 * @property {string} status
 * @property {Readonly<Record<string, unknown>>} meta what the test has put into its `meta`
 */

/**
 * Runs the tests in these files and folders.
 *
 * @param {readonly string[]} paths
 * @returns {Promise<TestRun[]>} sorted by file
 */
export async function runTests(paths) {
  const folder = mkdtempSync(join(tmpdir(), "tests-for-a-page-"));
  try {
    const report = join(folder, "report.json");
    const { output } = await run("vitest", ["run", ...paths, "--reporter=json", "--outputFile", report]);
    return readReport(report, output);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} path of Vitest's report in JSON
 * @param {string} output of Vitest, for when there is no report
 * @returns {TestRun[]}
 */
function readReport(path, output) {
  const from = root.replaceAll("\\", "/");
  /** @type {{ testResults: { name: string, assertionResults: { ancestorTitles: string[], title: string, status: string, meta: Record<string, unknown> }[] }[] }} */
  let report;
  try {
    report = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new Error(`The tests did not run:\n${output}`);
  }
  return report.testResults
    .flatMap(({ name: file, assertionResults }) =>
      assertionResults.map(({ ancestorTitles, title, status, meta }) => ({
        file: file.replaceAll("\\", "/").replace(from, ""),
        groups: ancestorTitles,
        name: title,
        status,
        meta,
      })),
    )
    .sort((a, b) => (a.file === b.file ? 0 : a.file < b.file ? -1 : 1));
}
