/** `node scripts/guarantees-table.mjs`: makes docs/guarantees.md anew from the names of the tests. */
import { setUp } from "./lib/set-up.mjs";
import { step } from "./lib/step.mjs";

await setUp();

const { writeGuarantees } = await import("./lib/guarantees.mjs");
process.exitCode = (await step("docs/guarantees.md", writeGuarantees)) ? 0 : 1;
