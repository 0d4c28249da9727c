import { readFileSync, writeFileSync } from "node:fs";
import { coveragePage, endToEnd, oneSided } from "./coverage-page.mjs";
import { documentedPages } from "./documented-examples.mjs";
import { listTests } from "./list-tests.mjs";
import { at } from "./root.mjs";

const path = at("docs", "coverage.md");

/** @returns {Promise<import("./step.mjs").Outcome>} whether every documented example has its test, and docs/coverage.md says so */
export async function checkCoverage() {
  const { ok, output, page } = await readCoverage();
  if (!ok || readFileSync(path, "utf8") === page) return { ok, output };
  return { ok: false, output: "docs/coverage.md is out of date. Make it anew: node scripts/coverage-table.mjs" };
}

/** Makes docs/coverage.md anew, unless an example has no test. */
export async function writeCoverage() {
  const { ok, output, page } = await readCoverage();
  if (ok) writeFileSync(path, page);
  return { ok, output };
}

async function readCoverage() {
  const listed = await listTests([endToEnd, ...oneSided]);
  if (!listed.ok) return { ...listed, page: "" };
  const { page, problems } = coveragePage(documentedPages, listed.tests);
  return { ok: problems.length === 0, output: problems.join("\n"), page };
}
