/**
 * `npm run bench [-- --quick] [group …]`: compares Trunkline with the vendors' bare clients, a pipeline written by hand and the floor, and prints
 * the table. `--json` and `--picture` write it to files. The figures are only reliable on an otherwise idle machine.
 */

import { at } from "./lib/files.mjs";
import { haveRedis } from "./lib/redis-server.mjs";
import { runInTerminal } from "./lib/run.mjs";
import { setUp } from "./lib/set-up.mjs";

await setUp();
await haveRedis();

process.exitCode = await runInTerminal("node", [
  at("apps", "bench", "dist", "cli", "main.js"),
  ...process.argv.slice(2),
]);
