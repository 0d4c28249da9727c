import { playRounds, ratioOf, spreadOf } from "../measure/rounds.js";
import { cpuOf, rateOf, type Sample } from "../measure/sample.js";
import { Child } from "../processes/child.js";
import { type OperationName, operationNames, operationRound } from "../processes/protocol.js";
import type { Goal, Table } from "../report/report.js";
import { type CloudName, cloudNames, cloudTitles } from "../wire/clouds.js";
import type { Bench, Group } from "./group.js";

const ours = "Trunkline";
const floor = "floor (undici)";
const bare: Readonly<Record<CloudName, string>> = { acs: "bare ACS client", graph: "bare Graph client" };
/** The most that a request may cost, as a share of the bare client's CPU. */
const goal = 1;

/** Requests of a bot: Trunkline, the vendor's client alone, and the floor, against one local server. */
export const operations: Group = {
  name: "operations",
  about: "create, answer, redirect and sendDtmf: Trunkline, the bare clients, the floor",
  async run(bench) {
    const parts = [];
    for (const cloud of cloudNames) parts.push(await compare(cloud, bench));
    return {
      name: "operations",
      title: "Operations: what a request costs the bot's process",
      tables: parts.flatMap(({ tables }) => tables),
      goals: parts.flatMap((part) => part.goals),
    };
  },
};

async function compare(
  cloud: CloudName,
  bench: Bench,
): Promise<{ readonly tables: readonly Table[]; readonly goals: readonly Goal[] }> {
  const settings = { cloud, cloudUrl: bench.cloudUrl, keys: bench.keys };
  await using client = new Child("programs/bare-caller.js", { ...settings, kind: "by hand" });
  await using trunkline = new Child("programs/trunkline-caller.js", settings);
  await using undici = new Child("programs/bare-caller.js", { ...settings, kind: "floor" });
  const children = { [bare[cloud]]: client, [ours]: trunkline, [floor]: undici };
  const amount = bench.quick ? { count: 200, atOnce: 16 } : { count: 500, atOnce: 16 };
  // The cost of a request falls over roughly the first ten thousand, until all code is optimized.
  const rounds = bench.quick ? { warmUp: 2, counted: 3 } : { warmUp: 18, counted: 11 };
  const tables = [];
  const reached = [];
  for (const operation of operationNames) {
    const contenders = Object.entries(children).map(([name, child]) => ({
      name,
      play: () => child.ask(operationRound, { operation, ...amount }),
    }));
    const played = await playRounds(contenders, rounds);
    tables.push(tableOf(cloud, operation, played));
    reached.push(goalOf(cloud, operation, played));
  }
  return { tables, goals: reached };
}

function tableOf(cloud: CloudName, operation: OperationName, played: ReadonlyMap<string, readonly Sample[]>): Table {
  const cpuBy = (name: string) => (played.get(name) ?? []).map(cpuOf);
  return {
    title: `${cloudTitles[cloud]}: ${operation}`,
    columns: ["CPU µs", "a second", "of the bare client", "of the floor"],
    drawn: { column: 0, better: "less" },
    rows: [...played].map(([name, samples]) => ({
      name,
      ours: name === ours,
      cells: [
        spreadOf(samples.map(cpuOf)),
        spreadOf(samples.map(rateOf)),
        name === bare[cloud] ? undefined : ratioOf(samples.map(cpuOf), cpuBy(bare[cloud])),
        name === floor ? undefined : ratioOf(samples.map(cpuOf), cpuBy(floor)),
      ],
    })),
  };
}

function goalOf(cloud: CloudName, operation: OperationName, played: ReadonlyMap<string, readonly Sample[]>): Goal {
  const cpuBy = (name: string) => (played.get(name) ?? []).map(cpuOf);
  return {
    what: `${cloudTitles[cloud]}: ${operation}: CPU, of the ${bare[cloud]}'s`,
    wanted: { atMost: goal },
    reached: ratioOf(cpuBy(ours), cpuBy(bare[cloud])).median,
  };
}
