/** `npm run bench`: measures, and prints the results. */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { resolve } from "node:path";
import { Child, endChildren } from "../processes/child.js";
import { whereIsCloud } from "../processes/protocol.js";
import { pictureOf } from "../report/picture.js";
import type { GroupReport, Report } from "../report/report.js";
import { textOf } from "../report/text.js";
import { makeKeys } from "../wire/tokens.js";
import { type Arguments, readArguments, usage } from "./arguments.js";

const given = readArguments(process.argv.slice(2));
if (given === "help") console.log(usage);
else if ("wrong" in given) fail(given.wrong);
else await measure(given);

async function measure({ groups, quick, json, picture, profiles }: Arguments): Promise<void> {
  if (profiles !== undefined) {
    mkdirSync(profiles, { recursive: true });
    process.env.BENCH_PROFILES = resolve(profiles);
  }
  let stopped = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      stopped = true;
      endChildren();
    });
  const keys = await makeKeys();
  await using cloud = new Child("programs/cloud.js", { keys });
  const bench = { cloudUrl: await cloud.ask(whereIsCloud, undefined), keys, quick };
  const reports: GroupReport[] = [];
  for (const group of groups) {
    const started = performance.now();
    try {
      reports.push(await group.run(bench));
      console.error(`  ✓ ${group.name.padEnd(32)} ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`);
    } catch (error) {
      if (stopped) return fail("Stopped.");
      fail(`  ✗ ${group.name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model ?? "unknown"}`;
  const report: Report = { node: process.version, machine, quick, groups: reports };
  console.log(`\n${textOf(report)}`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, undefined, 2)}\n`);
  if (picture !== undefined) writeFileSync(picture, pictureOf(report));
}

function fail(why: string): void {
  console.error(why);
  process.exitCode = 1;
}
