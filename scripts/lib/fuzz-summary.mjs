/**
 * What a run of the fuzzer found, for people.
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
