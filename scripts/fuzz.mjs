/**
 * `npm run fuzz -- --count 1000000 [--seed 1]`: sends a bot this many changed callbacks of real calls, on both clouds in turn, and prints its
 * answers. A failure is printed with its seed, and fails again with `--count 1500 --seed` and that number.
 */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { at } from "./lib/files.mjs";
import { runInTerminal } from "./lib/run.mjs";
import { setUp } from "./lib/set-up.mjs";
import { fuzzSummary } from "./lib/summaries.mjs";

const { values } = parseArgs({
  options: { count: { type: "string", default: "1000000" }, seed: { type: "string", default: "1" } },
});

await setUp();

const report = at("node_modules", ".trunkline", "fuzz.json");
rmSync(report, { force: true });
const variables = { FUZZ_COUNT: values.count, FUZZ_SEED: values.seed, FUZZ_REPORT: report };
process.exitCode = await runInTerminal("vitest", ["run", "apps/proving/src/scenarios/fuzz"], variables);
if (existsSync(report)) console.log(fuzzSummary(JSON.parse(readFileSync(report, "utf8"))));
