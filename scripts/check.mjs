/** `npm run check`: everything that is checked besides the tests, one line each. */
import { availableParallelism } from "node:os";
import { setUp } from "./lib/set-up.mjs";
import { step } from "./lib/step.mjs";

await setUp();

const { checks, pool } = await import("./checks/checks.mjs"); // it needs the dependencies that setUp has just installed
const results = await pool(
  availableParallelism(),
  checks().map((check) => () => step(check.name, check.work)),
);
const failed = results.filter((ok) => !ok).length;
console.log(failed ? `${failed} of ${results.length} checks failed.` : `All ${results.length} checks passed.`);
process.exitCode = failed ? 1 : 0;
