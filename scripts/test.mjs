/** `npm test`: makes everything ready, runs Vitest with the given arguments, and prints a summary. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { at, root } from "./lib/files.mjs";
import { haveRedis } from "./lib/redis-server.mjs";
import { runInTerminal } from "./lib/run.mjs";
import { setUp } from "./lib/set-up.mjs";
import { testSummary } from "./lib/summaries.mjs";

await setUp();
await haveRedis();

const report = at("node_modules", ".trunkline", "tests.json");
rmSync(report, { force: true });
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
process.exitCode = await runInTerminal("vitest", ["run", ...reporters, ...process.argv.slice(2)]);
if (existsSync(report)) console.log(testSummary(JSON.parse(readFileSync(report, "utf8")).testResults, root));
