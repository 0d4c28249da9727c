/**
 * `npm run mutants [-- <path> …]`: changes the code in one small place at a time and lists the changes that no test of its package detects.
 * Without a path it uses the folders of `checks/mutants.mjs`, which takes a night or two; a path is any file or folder of a package.
 * Results are kept in `.cache/mutants`, with a report for the browser: what has not changed since the last run is not run again.
 */
import { setUp } from "./lib/set-up.mjs";

await setUp();

const { runMutants } = await import("./checks/mutants.mjs"); // it needs the dependencies that setUp has just installed
await runMutants(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
