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
 * What a run of worlds found, for people.
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
    `${sum((half) => half.compared)} of them had to leave the same trace on both`,
    "",
    "what went wrong on purpose:",
    ...kinds.map((kind) => `  ${kind.padEnd(24)} ${String(sum(({ struck }) => struck[kind] ?? 0)).padStart(8)}`),
    "",
    `violations: ${sum((half) => half.broken.reduce((total, { violations }) => total + violations.length, 0))}`,
    ...(broken.length > 0 ? [`seeds: ${broken.map(({ seed }) => seed).join(", ")}`] : []),
  ].join("\n");
}
