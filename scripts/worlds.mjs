/**
 * `npm run worlds -- --seeds 10000 [--from 1]`: plays the worlds of this many seeds on both clouds and on the third-party carrier, and prints their injected faults
 * and the broken promises. `--seed 7` plays only that one, and shows its script, its traces and its wire.
 */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { at } from "./lib/files.mjs";
import { runInTerminal } from "./lib/run.mjs";
import { setUp } from "./lib/set-up.mjs";
import { worldsSummary } from "./lib/summaries.mjs";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "10000" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
  },
});

await setUp();

const report = at("node_modules", ".trunkline", "worlds");
const files = ["first", "second"].map((half) => `${report}.${half}.json`);
for (const file of files) rmSync(file, { force: true });
const variables = {
  WORLDS_FROM: values.seed ?? values.from,
  WORLDS_COUNT: values.seed === undefined ? values.seeds : "1",
  WORLDS_REPORT: report,
  ...(values.seed === undefined ? {} : { WORLDS_SHOW: "1" }),
};
const tests = ["first", "second"].map((half) => `apps/proving/src/worlds/${half}-half.test.ts`);
process.exitCode = await runInTerminal("vitest", ["run", "--maxWorkers=2", ...tests], variables);
const written = files.filter((file) => existsSync(file)).map((file) => JSON.parse(readFileSync(file, "utf8")));
if (written.length > 0) console.log(worldsSummary(written));
