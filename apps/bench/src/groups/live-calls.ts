import { playRounds, ratioOf, spreadOf } from "../measure/rounds.js";
import { cpuOf } from "../measure/sample.js";
import { Child, Children } from "../processes/child.js";
import { endCalls, heapSize, holdCalls, pressKeys } from "../processes/protocol.js";
import type { Goal, Row } from "../report/report.js";
import { type CloudName, cloudNames, cloudTitles } from "../wire/clouds.js";
import type { Bench, Group } from "./group.js";

/** A warm-up, so that compiled code, hidden classes and full pools do not count as part of the calls. */
const warmUp = { rounds: 3, count: 2000 };

/** How many calls are held, and how many times: the heap of a process varies by a few hundred kilobytes, which is a lot compared with a thousand calls. */
const sizes = [
  { count: 1000, rounds: 5 },
  { count: 10_000, rounds: 3 },
  { count: 100_000, rounds: 1 },
];

/** The memory of a live call, and whether it is freed. */
export const memory: Group = {
  name: "memory",
  about: "bytes that a live call keeps, and whether they are freed",
  async run(bench) {
    const chosen = bench.quick ? sizes.slice(0, 2).map(({ count }) => ({ count, rounds: 1 })) : sizes;
    const tables = [];
    const goals: Goal[] = [];
    for (const cloud of cloudNames) {
      const rows: Row[] = [];
      for (const size of chosen) rows.push(await weigh(cloud, size, bench));
      const title = `${cloudTitles[cloud]}, answered and connected`;
      tables.push({
        title,
        columns: ["bytes a call", "left of it afterwards"],
        rows,
        drawn: { column: 0, better: "less" } as const,
      });
      const most = Math.max(...rows.map(({ cells: [each] }) => each?.median ?? 0));
      goals.push({ what: `${cloudTitles[cloud]}, a live call: bytes`, wanted: { atMost: 2500 }, reached: most });
    }
    return { name: "memory", title: "Memory: what a live call keeps, on the memory store", tables, goals };
  },
};

async function weigh(cloud: CloudName, { count, rounds }: (typeof sizes)[number], bench: Bench): Promise<Row> {
  const { cloudUrl, keys } = bench;
  await using crowd = new Child("programs/trunkline-crowd.js", { cloud, cloudUrl, keys }, ["--expose-gc"]);
  const hold = async (calls: number) => {
    await crowd.ask(holdCalls, { count: calls });
    const live = await crowd.ask(heapSize, undefined);
    await crowd.ask(endCalls, undefined);
    return { live, after: await crowd.ask(heapSize, undefined) };
  };
  let before = 0;
  for (let round = 0; round < warmUp.rounds; round++) before = (await hold(warmUp.count)).after;
  const each: number[] = [];
  const left: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { live, after } = await hold(count);
    each.push((live - before) / count);
    left.push((after - before) / count);
    before = after;
  }
  const name = `${count.toLocaleString("en-US")} live calls`;
  return { name, ours: true, cells: [spreadOf(each), spreadOf(left)] };
}

/** Whether an event costs more when many calls are live. */
export const growth: Group = {
  name: "growth",
  about: "what an event costs with many live calls",
  async run({ cloudUrl, keys, quick }) {
    const counts = quick ? [10, 1000, 10_000] : [10, 1000, 100_000];
    const events = quick ? 2000 : 5000;
    await using children = new Children();
    const contenders = [];
    for (const count of counts) {
      const crowd = children.start("programs/trunkline-crowd.js", { cloud: "acs", cloudUrl, keys }, []);
      await crowd.ask(holdCalls, { count });
      const name = `${count.toLocaleString("en-US")} live calls`;
      contenders.push({ name, play: () => crowd.ask(pressKeys, { count: events }) });
    }
    const played = await playRounds(contenders, quick ? { warmUp: 2, counted: 3 } : { warmUp: 8, counted: 9 });
    const costs = new Map([...played].map(([name, samples]) => [name, samples.map(cpuOf)]));
    const [, middle = [], last = []] = [...costs.values()];
    return {
      name: "growth",
      title: "Growth: what an event costs with many live calls, from `calling.handle` to the handler",
      tables: [
        {
          title: "ACS, a key pressed",
          columns: ["CPU µs", "of 1,000 live calls"],
          drawn: { column: 0, better: "less" },
          rows: [...costs].map(([name, values]) => ({
            name,
            ours: true,
            cells: [spreadOf(values), ratioOf(values, middle)],
          })),
        },
      ],
      goals: [
        {
          what: `an event at ${counts.at(-1)?.toLocaleString("en-US")} live calls, of that at 1,000`,
          wanted: { atMost: 1.3 },
          reached: ratioOf(last, middle).median,
        },
      ],
    };
  },
};
