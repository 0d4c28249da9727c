/** `npm run kill-matrix`: one call per failpoint; prints the results, and exits with 1 if a promise was broken. */
import { parseArgs } from "node:util";
import { findRedis, startRedis } from "@trunkline/redis-server";
import { describeFailpoint } from "../bot/failpoints.js";
import type { Provider } from "../bot/settings.js";
import { describeViolations } from "../matrix/judge.js";
import { playMatrix, type Run, secondDeath } from "../matrix/play-matrix.js";
import { table } from "../matrix/table.js";

const { values } = parseArgs({
  options: {
    provider: { type: "string" },
    /** `blind`: the caller is transferred without a word. Default: to a person who has been asked. */
    transfer: { type: "string", default: "warm" },
    /** Only failpoints whose description contains this: `commit 3 after`, or `, then` for calls in which two instances die. */
    only: { type: "string", default: "" },
    /** Only every n-th of them. */
    every: { type: "string", default: "1" },
    clusters: { type: "string", default: "2" },
    /** Prints the journal of a run that broke a promise. */
    journal: { type: "boolean", default: false },
  },
});

const found = findRedis();
if (!found.found) {
  console.error(found.reason);
  process.exit(1);
}
await using redis = await startRedis();
// Instances end with this process; a Redis would keep running.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void redis.stop().then(() => process.exit(1)));
const providers = (["graph", "acs"] as const).filter((name) => !values.provider || values.provider === name);
const started = Date.now();
let again = 0;
const results = await Promise.all(providers.map((provider) => play(provider)));
for (const [index, runs] of results.entries()) console.log(`\n${providers[index]}\n${table(runs)}`);
const all = results.flat();
const broken = all.filter(({ violations }) => violations.length > 0);
const deaths = all.reduce((sum, run) => sum + run.deaths, 0);
const lost = all.reduce((sum, { figures }) => sum + figures.lost, 0);
const missed = all.filter((run) => run.deaths < run.points.length).length;
console.log(
  `\n${all.length} calls, ${deaths} instances killed, ${lost} acknowledged entries lost, ${broken.length} calls with a broken promise, ` +
    `${missed} in which a failpoint was not reached, ${again} repeated because the machine stalled, ${Math.round((Date.now() - started) / 1000)} s`,
);
process.exitCode = broken.length > 0 ? 1 : 0;

async function play(provider: Provider): Promise<readonly Run[]> {
  return playMatrix({
    provider,
    redisUrl: redis.url,
    transfer: values.transfer === "blind" ? "blind" : "warm",
    clusters: Number(values.clusters),
    choose: (points) =>
      [...points.map((point) => [point]), ...secondDeath]
        .filter((one) => describe(one).includes(values.only))
        .filter((_, index) => index % Number(values.every) === 0),
    onRepeat(run) {
      again++;
      console.log(
        `  ~ ${provider}: ${describe(run.points)}: repeated, the machine stalled for ${run.stalledMs} ms\n${describeViolations(run.violations)}`,
      );
    },
    onRun(run, left) {
      if (process.stderr.isTTY) process.stderr.write(`\r${provider}: ${left} to go  `);
      if (run.violations.length === 0) return;
      console.log(`  ✗ ${provider}: ${describe(run.points)}\n${describeViolations(run.violations)}`);
      if (values.journal) for (const line of run.lines) console.log(`      ${JSON.stringify(line)}`);
    },
  });
}

function describe(points: Run["points"]): string {
  return points.map(describeFailpoint).join(", then ");
}
