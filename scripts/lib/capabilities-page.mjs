import { run } from "./run.mjs";

const test = "docs/examples/pages/capabilities-page.test.ts";

/** @returns {Promise<import("./step.mjs").Outcome>} whether docs/capabilities.md says what the adapters say */
export async function checkCapabilitiesPage() {
  const { ok, output } = await run("vitest", ["run", test]);
  return ok ? { ok, output } : { ok, output: `${output}\nMake it anew: node scripts/capabilities-table.mjs` };
}

/** Makes docs/capabilities.md anew. */
export function writeCapabilitiesPage() {
  return run("vitest", ["run", test, "--update"]);
}
