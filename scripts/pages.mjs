/**
 * `node scripts/pages.mjs [name]`: makes one page of docs, or all of them: capabilities, coverage, guarantees, left-out, methods, performance.
 * `node scripts/pages.mjs performance report.json` makes docs/performance.md, its picture and docs/performance.json from the
 * output of `npm run bench -- --json report.json`.
 */
import { setUp } from "./lib/set-up.mjs";
import { step } from "./lib/step.mjs";

await setUp();

const { pages } = await import("./pages/pages.mjs"); // it needs the dependencies that setUp has just installed
const [name, ...args] = process.argv.slice(2);
const chosen = Object.entries(pages).filter(([page]) => name === undefined || page === name);
if (chosen.length === 0) {
  console.error(`There is no page ${name}: choose from ${Object.keys(pages).join(", ")}.`);
  process.exitCode = 1;
}
for (const [page, { write }] of chosen) if (!(await step(`docs/${page}.md`, () => write(args)))) process.exitCode = 1;
