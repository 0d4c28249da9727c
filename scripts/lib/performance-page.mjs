import { resolve } from "node:path";
import { at } from "./root.mjs";
import { run } from "./run.mjs";

const program = at("apps", "bench", "dist", "cli", "performance-page.js");

/** @returns {Promise<import("./step.mjs").Outcome>} whether docs/performance.md and its picture say what docs/performance.json says */
export async function checkPerformancePage() {
  const { ok, output } = await run("node", [program, "--check"]);
  return ok ? { ok, output } : { ok, output: `${output}\nMake it anew: node scripts/performance-page.mjs` };
}

/**
 * Makes docs/performance.md and its picture anew.
 *
 * @param {readonly string[]} given the report to make it from; none: the one in docs
 */
export function writePerformancePage(given) {
  return run("node", [program, ...given.map((path) => resolve(path))]);
}
