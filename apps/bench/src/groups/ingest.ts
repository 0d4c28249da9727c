import { setTimeout as sleep } from "node:timers/promises";
import { playRounds, quantile, ratioOf, type Spread, spreadOf } from "../measure/rounds.js";
import { cpuOf, rateOf, type Sample } from "../measure/sample.js";
import { Child } from "../processes/child.js";
import {
  beginRound,
  closeCalls,
  listens,
  lookAtRound,
  openCalls,
  sendAll,
  sendAtPace,
  signTokens,
  writeCallbacks,
} from "../processes/protocol.js";
import type { Goal, Table } from "../report/report.js";
import { type CloudName, cloudNames, cloudTitles } from "../wire/clouds.js";
import type { Bench, Group } from "./group.js";

const ours = "Trunkline";
const byHand = "by hand";
const floor = "bare node:http";

interface Part {
  readonly table: Table;
  readonly goals: readonly Goal[];
}

/** Callbacks a second: Trunkline's whole pipeline, one written by hand, and the floor. */
export const ingest: Group = {
  name: "ingest",
  about: "callbacks a second: the whole pipeline, one written by hand, bare node:http",
  async run(bench) {
    await using load = new Child("programs/load.js", { keys: bench.keys });
    const parts: Part[] = [];
    for (const cloud of cloudNames) parts.push(...(await compare(cloud, load, bench)));
    return {
      name: "ingest",
      title: "Ingest: callbacks accepted, from the socket to the bot's handler",
      tables: parts.map(({ table }) => table),
      goals: parts.flatMap(({ goals }) => goals),
    };
  },
};

async function compare(cloud: CloudName, load: Child, bench: Bench): Promise<readonly Part[]> {
  const settings = { cloud, cloudUrl: bench.cloudUrl, keys: bench.keys };
  await using trunkline = new Child("programs/trunkline-listener.js", settings);
  await using hand = new Child("programs/bare-listener.js", { ...settings, kind: "by hand" });
  await using bare = new Child("programs/bare-listener.js", { ...settings, kind: "floor" });
  const amount = bench.quick ? { calls: 500, tonesEach: 4 } : { calls: 600, tonesEach: 10 };
  const rounds = bench.quick ? { warmUp: 2, counted: 3 } : { warmUp: 4, counted: 9 };
  await load.ask(signTokens, { cloud, count: amount.calls * amount.tonesEach });
  const parts: Part[] = [];
  for (const tokens of ["fresh", "reused"] as const) {
    const contenders = Object.entries({ [floor]: bare, [byHand]: hand, [ours]: trunkline }).map(([name, listener]) => {
      const round: Ingest = { listeners: [listener], load, cloud, tokens, ...amount };
      return { name, round, play: () => playIngest(round) };
    });
    const played = await playRounds(contenders, rounds);
    const paced = contenders.map(({ name, round }) => {
      const half = spreadOf((played.get(name) ?? []).map(rateOf)).median / 2;
      return { name, play: () => playPaced(round, half) };
    });
    const latencies = await playRounds(paced, { warmUp: 0, counted: bench.quick ? 1 : 3 });
    const title = `${cloudTitles[cloud]}, ${tokens === "fresh" ? "a fresh token each" : "one token for all"}`;
    parts.push({ table: tableOf(title, played, latencies), goals: tokens === "fresh" ? goalsOf(cloud, played) : [] });
  }
  return parts;
}

function tableOf(
  title: string,
  played: ReadonlyMap<string, readonly Sample[]>,
  latencies: ReadonlyMap<string, readonly (readonly number[])[]>,
): Table {
  const rates = (name: string) => (played.get(name) ?? []).map(rateOf);
  return {
    title,
    columns: ["a second", "CPU µs", `of ${floor}`, `of ${byHand}`, "p50 ms at half load", "p99 ms at half load"],
    drawn: { column: 0, better: "more" },
    rows: [...played].map(([name, samples]) => ({
      name,
      ours: name === ours,
      cells: [
        spreadOf(samples.map(rateOf)),
        spreadOf(samples.map(cpuOf)),
        name === floor ? undefined : ratioOf(rates(name), rates(floor)),
        name === byHand ? undefined : ratioOf(rates(name), rates(byHand)),
        latencyOf(latencies.get(name) ?? [], 0.5),
        latencyOf(latencies.get(name) ?? [], 0.99),
      ],
    })),
  };
}

/** The latency within which a share of each round's callbacks was acknowledged, ms. */
function latencyOf(rounds: readonly (readonly number[])[], share: number): Spread {
  return spreadOf(
    rounds.map((latencies) =>
      quantile(
        latencies.toSorted((a, b) => a - b),
        share,
      ),
    ),
  );
}

function goalsOf(cloud: CloudName, played: ReadonlyMap<string, readonly Sample[]>): readonly Goal[] {
  const rates = (name: string) => (played.get(name) ?? []).map(rateOf);
  const title = `${cloudTitles[cloud]}, a fresh token each: callbacks a second`;
  return [
    { what: `${title}, of ${byHand}`, wanted: { atLeast: 1.8 }, reached: ratioOf(rates(ours), rates(byHand)).median },
  ];
}

/** The processes that accept the callbacks, and what they are sent. */
export interface Ingest {
  readonly listeners: readonly Child[];
  readonly load: Child;
  readonly cloud: CloudName;
  readonly tokens: "fresh" | "reused";
  readonly calls: number;
  readonly tonesEach: number;
}

const connections = 64;
/** How long acknowledged keys may take to reach the bot's code, ms. */
const patienceMs = 20_000;

/** One round at full speed. It ends when the bot's code has received every key. */
export async function playIngest(ingest: Ingest): Promise<Sample> {
  await makeReady(ingest);
  const { startedAt, endedAt } = await ingest.load.ask(sendAll, undefined);
  const { cpuMs, lastToneAt } = await waitForTones(ingest);
  await endCalls(ingest);
  return { count: ingest.calls * ingest.tonesEach, wallMs: Math.max(endedAt, lastToneAt) - startedAt, cpuMs };
}

/** One round at a steady pace: how long each acknowledgment took, ms. */
async function playPaced(ingest: Ingest, perSecond: number): Promise<readonly number[]> {
  await makeReady(ingest);
  const { latenciesMs } = await ingest.load.ask(sendAtPace, { perSecond });
  await waitForTones(ingest);
  await endCalls(ingest);
  // The first tenth is the sender's own warm-up.
  return latenciesMs.slice(latenciesMs.length / 10);
}

async function makeReady({ listeners, load, cloud, tokens, calls, tonesEach }: Ingest): Promise<void> {
  const count = Math.ceil(calls / listeners.length);
  const opened = await Promise.all(listeners.map((listener) => listener.ask(openCalls, { count })));
  const ports = await Promise.all(listeners.map(async (listener) => (await listener.ask(listens, undefined)).port));
  await load.ask(writeCallbacks, {
    cloud,
    calls: opened.flat().slice(0, calls),
    tonesEach,
    tokens,
    ports,
    connections,
  });
  await Promise.all(listeners.map((listener) => listener.ask(beginRound, undefined)));
}

/** Waits for acknowledged keys that are still on their way to the bot's code. */
async function waitForTones({ listeners, calls, tonesEach }: Ingest) {
  for (const until = performance.now() + patienceMs; ; await sleep(2)) {
    const looks = await Promise.all(listeners.map((listener) => listener.ask(lookAtRound, undefined)));
    const tones = looks.reduce((sum, look) => sum + look.tones, 0);
    if (tones >= calls * tonesEach || performance.now() > until) {
      if (tones !== calls * tonesEach) throw new Error(`${tones} keys arrived, not ${calls * tonesEach}`);
      const cpuMs = looks.reduce((sum, look) => sum + look.cpuMs, 0);
      return { cpuMs, lastToneAt: Math.max(...looks.map(({ lastToneAt }) => lastToneAt)) };
    }
  }
}

async function endCalls({ listeners }: Ingest): Promise<void> {
  await Promise.all(listeners.map((listener) => listener.ask(closeCalls, undefined)));
}
