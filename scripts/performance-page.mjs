/**
 * `node scripts/performance-page.mjs [report.json]`: makes docs/performance.md, its picture and docs/performance.json anew from what
 * `npm run bench -- --json report.json` has written; without one, from docs/performance.json.
 */
import { setUp } from "./lib/set-up.mjs";
import { step } from "./lib/step.mjs";

await setUp();

const { writePerformancePage } = await import("./lib/performance-page.mjs");
process.exitCode = (await step("docs/performance.md", () => writePerformancePage(process.argv.slice(2)))) ? 0 : 1;
