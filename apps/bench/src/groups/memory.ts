import { endCalls, heapSize, holdCalls } from "../crowd/exchanges.js";
import { Child } from "../processes/child.js";
import { type Goal, once, type Row } from "../report/report.js";
import { type CloudName, cloudNames, cloudTitles } from "../wire/cloud-name.js";
import type { Bench, Group } from "./group.js";

/** Code that has run once, shapes that are known and pools that are full are not the calls' doing. */
const warmUp = { rounds: 3, count: 2000 };

/** What a live call keeps in memory, and whether it is given back. */
export const memory: Group = {
  name: "memory",
  about: "bytes that a live call keeps, and whether they are given back",
  async run(bench) {
    const counts = bench.quick ? [1000, 10_000] : [1000, 10_000, 100_000];
    const tables = [];
    const goals: Goal[] = [];
    for (const cloud of cloudNames) {
      const rows: Row[] = [];
      for (const count of counts) rows.push(await weigh(cloud, count, bench));
      const title = `${cloudTitles[cloud]}, answered and connected`;
      tables.push({
        title,
        columns: ["bytes a call", "left of it afterwards"],
        rows,
        drawn: { column: 0, better: "less" } as const,
      });
      const most = Math.max(...rows.map(({ cells: [each] }) => each?.median ?? 0));
      goals.push({ what: `${cloudTitles[cloud]}, a live call: bytes`, wanted: { atMost: 2048 }, reached: most });
    }
    return { name: "memory", title: "Memory: what a live call keeps, on the memory store", tables, goals };
  },
};

async function weigh(cloud: CloudName, count: number, { cloudUrl, keys }: Bench): Promise<Row> {
  await using crowd = new Child("programs/trunkline-crowd.js", { cloud, cloudUrl, keys }, ["--expose-gc"]);
  for (let round = 0; round < warmUp.rounds; round++) {
    await crowd.ask(holdCalls, { count: warmUp.count });
    await crowd.ask(endCalls, undefined);
  }
  const before = await crowd.ask(heapSize, undefined);
  await crowd.ask(holdCalls, { count });
  const each = ((await crowd.ask(heapSize, undefined)) - before) / count;
  await crowd.ask(endCalls, undefined);
  const left = ((await crowd.ask(heapSize, undefined)) - before) / count;
  return { name: `${count.toLocaleString("en-US")} live calls`, ours: true, cells: [once(each), once(left)] };
}
