import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { at } from "../lib/files.mjs";
import { run } from "../lib/run.mjs";
import { coverage } from "./coverage.mjs";
import { guarantees } from "./guarantees.mjs";
import { leftOut } from "./left-out.mjs";
import { methods } from "./methods.mjs";

/**
 * @typedef {import("../lib/step.mjs").Outcome} Outcome
 * @typedef {object} Page A generated page of docs.
 * @property {() => Promise<Outcome>} check whether it is up to date
 * @property {(args: readonly string[]) => Promise<Outcome>} write
 */

const performanceProgram = at("apps", "bench", "dist", "cli", "performance-page.js");
const capabilitiesTest = "docs/examples/pages/capabilities-page.test.ts";

/** @type {Readonly<Record<string, Page>>} by the name of the file in docs */
export const pages = {
  capabilities: {
    check: async () => withCommand("capabilities", await run("vitest", ["run", capabilitiesTest])),
    write: () => run("vitest", ["run", capabilitiesTest, "--update"]),
  },
  coverage: textPage("coverage", coverage),
  guarantees: textPage("guarantees", guarantees),
  "left-out": textPage("left-out", leftOut),
  methods: textPage("methods", methods),
  // With its picture; from the given report, or the last one, which is in docs.
  performance: {
    check: async () => withCommand("performance", await run("node", [performanceProgram, "--check"])),
    write: (args) => run("node", [performanceProgram, ...args.map((path) => resolve(path))]),
  },
};

/**
 * @param {string} name
 * @param {() => { page: string, problems: readonly string[] } | Promise<{ page: string, problems: readonly string[] }>} make
 * @returns {Page}
 */
function textPage(name, make) {
  const path = at("docs", `${name}.md`);
  return {
    async check() {
      const { page, problems } = await make();
      if (problems.length > 0) return { ok: false, output: problems.join("\n") };
      return withCommand(name, { ok: readFileSync(path, "utf8") === page, output: `docs/${name}.md is out of date.` });
    },
    async write() {
      const { page, problems } = await make();
      if (problems.length === 0) writeFileSync(path, page);
      return { ok: problems.length === 0, output: problems.join("\n") };
    },
  };
}

/**
 * @param {string} name
 * @param {Outcome} outcome
 * @returns {Outcome}
 */
function withCommand(name, { ok, output }) {
  return ok ? { ok, output } : { ok, output: `${output}\nRegenerate it: node scripts/pages.mjs ${name}` };
}
