import { root } from "./root.mjs";
import { run } from "./run.mjs";

/**
 * @typedef {{ readonly name: string, readonly file: string }} ListedTest
 *   One test as Vitest lists it: its full name, and its file from the root.
 */

/**
 * Lists tests without running them.
 *
 * @param {readonly string[]} paths files and folders
 * @returns {Promise<{ ok: boolean, output: string, tests: readonly ListedTest[] }>}
 */
export async function listTests(paths) {
  const listed = await run("vitest", ["list", ...paths, "--json", "--no-isolate"]);
  return { ...listed, tests: listed.ok ? readList(listed.output) : [] };
}

/**
 * Vitest prints the list as JSON, behind whatever else is printed.
 *
 * @param {string} output
 * @returns {ListedTest[]}
 */
function readList(output) {
  /** @type {{ name: string, file: string }[]} */
  const tests = JSON.parse(output.slice(output.indexOf("[\n"), output.lastIndexOf("]") + 1));
  const from = root.replaceAll("\\", "/");
  return tests.map(({ name, file }) => ({ name, file: file.replaceAll("\\", "/").replace(from, "") }));
}
