import { readFileSync, writeFileSync } from "node:fs";
import { guaranteesPage } from "./guarantees-page.mjs";
import { listTests } from "./list-tests.mjs";
import { promises } from "./promises/promises.mjs";
import { at } from "./root.mjs";

const path = at("docs", "guarantees.md");

/** @returns {Promise<import("./step.mjs").Outcome>} whether every promise has its tests, and docs/guarantees.md says so */
export async function checkGuarantees() {
  const { ok, output, page } = await readGuarantees();
  if (!ok || readFileSync(path, "utf8") === page) return { ok, output };
  return { ok: false, output: "docs/guarantees.md is out of date. Make it anew: node scripts/guarantees-table.mjs" };
}

/** Makes docs/guarantees.md anew, unless a test is missing. */
export async function writeGuarantees() {
  const { ok, output, page } = await readGuarantees();
  if (ok) writeFileSync(path, page);
  return { ok, output };
}

async function readGuarantees() {
  const proofs = promises.flatMap((section) => section.promises.flatMap((promised) => promised.proofs));
  const listed = await listTests([...new Set(proofs.map(([file]) => file))]);
  if (!listed.ok) return { ...listed, page: "" };
  const { page, problems } = guaranteesPage(promises, listed.tests);
  return { ok: problems.length === 0, output: problems.join("\n"), page };
}
