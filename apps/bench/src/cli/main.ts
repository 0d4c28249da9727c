/** `npm run bench`: measures, and prints what was measured. */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { whereIsCloud } from "../cloud/exchanges.js";
import { groups } from "../groups/groups.js";
import { Child } from "../processes/child.js";
import { pictureOf } from "../report/picture/picture.js";
import type { GroupReport, Report } from "../report/report.js";
import { textOf } from "../report/table.js";
import { makeKeys } from "../wire/keys.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    /** Where the report goes as JSON. */
    json: { type: "string" },
    /** A folder for CPU profiles of what is measured, one a process. Profiling costs time: the figures are not to be compared then. */
    profiles: { type: "string" },
    /** Where the picture goes, as SVG. */
    picture: { type: "string" },
  },
});
const unknown = positionals.find((name) => !groups.some((group) => group.name === name));
if (unknown !== undefined) {
  console.error(`There is no group "${unknown}". There are: ${groups.map(({ name }) => name).join(", ")}.`);
  process.exit(1);
}
const chosen = groups.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

if (values.profiles !== undefined) {
  mkdirSync(values.profiles, { recursive: true });
  process.env.BENCH_PROFILES = resolve(values.profiles);
}

const keys = await makeKeys();
await using cloud = new Child("programs/cloud.js", { keys });
const bench = { cloudUrl: await cloud.ask(whereIsCloud, undefined), keys, quick: values.quick };
const reports: GroupReport[] = [];
for (const group of chosen) {
  const started = performance.now();
  reports.push(await group.run(bench));
  console.error(`  ✓ ${group.name.padEnd(32)} ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`);
}
const [cpu] = cpus();
const report: Report = {
  node: process.version,
  machine: `${cpus().length} × ${cpu?.model ?? "unknown"}`,
  quick: values.quick,
  groups: reports,
};
console.log(`\n${textOf(report)}`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
if (values.picture !== undefined) writeFileSync(values.picture, pictureOf(report));
