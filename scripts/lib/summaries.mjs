/** The summaries at the end of long runs. */

/**
 * @typedef {{ name: string, status: string, assertionResults: { status: string }[] }} FileResult
 *   The part of Vitest's JSON report about one test file that is read; `name` is its absolute path.
 */

/**
 * Summarizes a test run: a line for each part of the repository, then the total.
 *
 * @param {readonly FileResult[]} files
 * @param {string} root the folder that the parts are relative to, with a slash at its end
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

/**
 * Summarizes a run of the fuzzer.
 *
 * @param {{
 *   readonly seed: number,
 *   readonly count: number,
 *   readonly ms: number,
 *   readonly statuses: Readonly<Record<string, Readonly<Record<string, number>>>>,
 *   readonly slowest: readonly { readonly ms: number, readonly what: string }[],
 *   readonly violations: readonly string[],
 * }} report
 * @returns {string}
 */
export function fuzzSummary({ seed, count, ms, statuses, slowest, violations }) {
  const codes = [...new Set(Object.values(statuses).flatMap((ofKind) => Object.keys(ofKind)))].sort();
  const row = (/** @type {readonly (string | number)[]} */ cells) =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(12) : String(cell).padStart(9))).join("");
  const kinds = Object.entries(statuses).sort(([a], [b]) => a.localeCompare(b));
  const sum = (/** @type {string} */ code) => kinds.reduce((total, [, ofKind]) => total + (ofKind[code] ?? 0), 0);
  return [
    `${count} changed callbacks from seed ${seed} in ${Math.round(ms / 1000)} s (${Math.round((count / ms) * 1000)} a second)`,
    "",
    row(["change", ...codes]),
    ...kinds.map(([kind, ofKind]) => row([kind, ...codes.map((code) => ofKind[code] ?? 0)])),
    row(["all", ...codes.map(sum)]),
    "",
    "slowest:",
    ...slowest.map((one) => `  ${one.ms} ms  ${one.what.slice(0, 140)}`),
    "",
    `violations: ${violations.length}`,
    ...violations.map((violation) => `  ${violation}`),
  ].join("\n");
}

/**
 * @typedef {{
 *   readonly scenarios: number,
 *   readonly compared: number,
 *   readonly calls: number,
 *   readonly ms: number,
 *   readonly struck: Readonly<Record<string, number>>,
 *   readonly broken: readonly { readonly seed: number, readonly violations: readonly unknown[] }[],
 *   readonly shown: readonly string[],
 * }} WorldsReport
 */

/**
 * Summarizes a run of worlds.
 *
 * @param {readonly WorldsReport[]} halves
 * @returns {string}
 */
export function worldsSummary(halves) {
  const sum = (/** @type {(half: WorldsReport) => number} */ of) => halves.reduce((total, half) => total + of(half), 0);
  const kinds = [...new Set(halves.flatMap(({ struck }) => Object.keys(struck)))].sort();
  const broken = halves.flatMap((half) => half.broken).sort((a, b) => a.seed - b.seed);
  const seconds = Math.round(Math.max(...halves.map(({ ms }) => ms)) / 1000);
  return [
    ...halves.flatMap(({ shown }) => shown),
    `${sum((half) => half.scenarios)} scenarios, each on both clouds, in ${seconds} s; ${sum((half) => half.calls)} calls`,
    `${sum((half) => half.compared)} of them were compared, and must leave the same trace on both`,
    "",
    "injected faults:",
    ...kinds.map((kind) => `  ${kind.padEnd(24)} ${String(sum(({ struck }) => struck[kind] ?? 0)).padStart(8)}`),
    "",
    `violations: ${sum((half) => half.broken.reduce((total, { violations }) => total + violations.length, 0))}`,
    ...(broken.length > 0 ? [`seeds: ${broken.map(({ seed }) => seed).join(", ")}`] : []),
  ].join("\n");
}
