/**
 * @typedef {{ name: string, status: string, assertionResults: { status: string }[] }} FileResult
 *   What is read of one test file in Vitest's JSON report; `name` is its absolute path.
 */

/**
 * Says what a test run ran: a line for each part of the repository, then the total.
 *
 * @param {readonly FileResult[]} files
 * @param {string} root the folder that the parts are named from, with a slash at its end
 * @returns {string}
 */
export function testSummary(files, root) {
  const parts = new Map();
  for (const file of files) {
    const part = partOf(file.name.replaceAll("\\", "/").slice(root.length));
    parts.set(part, [...(parts.get(part) ?? []), file]);
  }
  const lines = [...parts].sort().map(([part, own]) => `  ${part.padEnd(24)} ${count(own)}`);
  return [...lines, `Ran ${count(files)}.`].join("\n");
}

/**
 * `packages/core/src/call/call.test.ts` belongs to `packages/core`, `scripts/rules/cycles.test.ts` to `scripts`.
 *
 * @param {string} path
 */
function partOf(path) {
  const [first, second] = path.split("/");
  return first === "packages" || first === "apps" ? `${first}/${second}` : first;
}

/** @param {readonly FileResult[]} files */
function count(files) {
  const tests = files.flatMap((file) => file.assertionResults);
  const passed = tests.filter(({ status }) => status === "passed").length;
  const failed = tests.filter(({ status }) => status === "failed").length;
  const skipped = tests.length - passed - failed;
  const broken = files.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  return [
    `${many(tests.length, "test")} in ${many(files.length, "file")}: ${passed} passed`,
    failed && `${failed} failed`,
    skipped && `${skipped} skipped`,
    broken && `${many(broken, "file")} not loaded`,
  ]
    .filter(Boolean)
    .join(", ");
}

/**
 * @param {number} number
 * @param {string} noun
 */
function many(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
