/** `node scripts/coverage-table.mjs`: makes docs/coverage.md anew from the names of the tests. */
import { setUp } from "./lib/set-up.mjs";
import { step } from "./lib/step.mjs";

await setUp();

const { writeCoverage } = await import("./lib/coverage.mjs");
process.exitCode = (await step("docs/coverage.md", writeCoverage)) ? 0 : 1;
