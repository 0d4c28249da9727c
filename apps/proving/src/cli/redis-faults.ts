/** `npm run redis-faults`: callers ring while Redis fails; prints how many were served, and exits with 1 if any was not. */
import { parseArgs } from "node:util";
import { findRedis } from "@trunkline/redis-server";
import { type FaultRun, playFault, redisFaults, withinMs } from "../faults/redis-faults.js";
import { layOut } from "../matrix/table.js";

const { values } = parseArgs({
  options: {
    provider: { type: "string" },
    /** Only faults whose name contains this. */
    only: { type: "string", default: "" },
    callers: { type: "string", default: "16" },
    /** Prints the `error` events. */
    errors: { type: "boolean", default: false },
  },
});

const found = findRedis();
if (!found.found) {
  console.error(found.reason);
  process.exit(1);
}
const providers = (["graph", "acs"] as const).filter((name) => !values.provider || values.provider === name);
const runs: FaultRun[] = [];
for (const fault of redisFaults.filter(({ name }) => name.includes(values.only)))
  for (const provider of providers) {
    const run = await playFault(provider, fault, Number(values.callers));
    runs.push(run);
    if (values.errors) for (const error of run.errors) console.log(`  ${provider}, ${fault.name}: ${error}`);
  }

const seconds = (list: readonly number[]) => (list.length === 0 ? "-" : `${(Math.max(...list) / 1000).toFixed(1)} s`);
const head = ["Redis", "cloud", "served", "longest wait", "503s", "longest wait for a 503", "calls left", "errors"];
const rows = runs.map((run) => [
  run.fault,
  run.provider,
  `${servedInTime(run)} of ${run.callers}`,
  seconds(run.servedAfterMs),
  `${run.refusedAfterMs.length}`,
  seconds(run.refusedAfterMs),
  `${run.openCalls}`,
  `${run.errors.length}`,
]);
console.log(layOut([head, ...rows]));
process.exitCode = runs.every((run) => servedInTime(run) === run.callers && run.openCalls === 0) ? 0 : 1;

function servedInTime({ provider, servedAfterMs }: FaultRun): number {
  return servedAfterMs.filter((ms) => ms <= withinMs[provider]).length;
}
