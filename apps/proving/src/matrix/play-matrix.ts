import { existsSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { z } from "zod";
import type { Failpoint } from "../bot/failpoints.js";
import type { JournalLine } from "../bot/journal.js";
import type { Provider } from "../bot/settings.js";
import { Caller, type Transfer } from "../processes/caller.js";
import { Cluster } from "../processes/cluster.js";
import type { Instance } from "../processes/instance.js";
import { callsIn, type Figures, figuresOf, gather, mainOf, takeoverOf } from "./evidence.js";
import { describeViolations, judge, type Violation } from "./judge.js";

export interface MatrixOptions {
  readonly provider: Provider;
  readonly redisUrl: string;
  /** What the caller asks for last. */
  readonly transfer: Transfer;
  /** How many runs are played at a time, each in its own cluster. */
  readonly clusters: number;
  /** Chooses the failpoints to try. */
  readonly choose: (points: readonly Failpoint[]) => readonly (readonly Failpoint[])[];
  readonly onRun?: (run: Run, left: number) => void;
  /** Called when a run broke a promise while the machine stalled: it proves nothing, and is repeated. */
  readonly onRepeat?: (run: Run) => void;
}

/** A late key waits 300 ms for the one before it: if the machine stalls longer, keys are delivered out of order. */
const stallMs = 250;
/** How many times a call is played at most: on a busy machine the first one may be too slow, because everything is still cold. The last one counts. */
const tries = 3;

/** How long instances wait for Redis, ms. Redis is left alone here; only the machine is slow, with many calls at a time. */
const patientMs = 6000;

/** Kills the instance that has the call at every chosen failpoint, in one call each. */
export async function playMatrix({
  provider,
  redisUrl,
  transfer,
  clusters,
  choose,
  onRun,
  onRepeat,
}: MatrixOptions): Promise<readonly Run[]> {
  const runs: Run[] = [];
  const options = { provider, redisUrl, storeTimeoutMs: patientMs };
  await using first = await Cluster.start(options);
  const queue = [...choose(await findPoints(first, transfer))];
  const work = async (cluster: Cluster) => {
    for (let points = queue.shift(); points; points = queue.shift()) {
      const run = await playFairly(cluster, { points, transfer }, onRepeat);
      runs.push(run);
      onRun?.(run, queue.length);
    }
  };
  const another = async () => {
    await using cluster = await Cluster.start(options);
    await work(cluster);
  };
  await Promise.all([work(first), ...Array.from({ length: Math.min(clusters, queue.length) - 1 }, another)]);
  return runs;
}

async function playFairly(
  cluster: Cluster,
  play: Play,
  onRepeat: MatrixOptions["onRepeat"],
  left = tries,
): Promise<Run> {
  const run = await playRun(cluster, play);
  if (run.violations.length === 0 || run.stalledMs < stallMs || left === 1) return run;
  onRepeat?.(run);
  return playFairly(cluster, play, onRepeat, left - 1);
}

/** A second instance dies while it takes over the call of the first. */
export const secondDeath: readonly (readonly Failpoint[])[] = ["start", "middle", "end"].flatMap((moment) =>
  [
    { site: "step pin", n: 1, moment: "middle" },
    { site: "step door", n: 1, moment: "middle" },
    { site: "step ask-person", n: 1, moment: "middle" },
    { site: "step hand-over", n: 1, moment: "middle" },
  ].map((point) => [point, { site: "handler call-recovered", n: 1, moment }]),
);

const countsSchema = z.record(z.string(), z.number());

/** The moments at which an instance can die at a site, by the first word of the site's name. Other sites have no failpoints. */
const moments: Readonly<Record<string, readonly string[]>> = {
  callback: ["received", "accepting", "accepted", "answered"],
  bind: ["before", "during", "after"],
  claim: ["before", "during", "after"],
  commit: ["before", "during", "after"],
  renew: ["before", "during", "after"],
  request: ["before", "during", "after"],
  handler: ["start", "middle", "end"],
  step: ["start", "middle", "end"],
};

/** Plays a call without a death, and finds every failpoint that its instance passed. */
async function findPoints(cluster: Cluster, transfer: Transfer): Promise<readonly Failpoint[]> {
  const main = await playSound(cluster, transfer, tries);
  const holder = cluster.instance(cluster.holderOf(main) ?? "");
  const counts = countsSchema.parse((await holder.do({ do: "counts" })).value);
  const sites = { ...counts, callback: cluster.balancer.callbacks.length };
  return Object.entries(sites).flatMap(([site, count]) =>
    Array.from({ length: count }, (_, index) => index + 1).flatMap((n) =>
      (moments[site.split(" ")[0] ?? ""] ?? []).map((moment) => ({ site, n, moment })),
    ),
  );
}

/** Plays a call without a death. @returns its key. */
async function playSound(cluster: Cluster, transfer: Transfer, left: number): Promise<string> {
  const { violations, main } = await playRun(cluster, { points: [], transfer });
  if (violations.length === 0) return main;
  if (left > 1) return playSound(cluster, transfer, left - 1);
  throw new Error(`the call without a death fails on ${cluster.provider}:\n${describeViolations(violations)}`);
}

/** A call to be played. */
interface Play {
  /** Where instances die in it. */
  readonly points: readonly Failpoint[];
  readonly transfer: Transfer;
}

export interface Run extends Play {
  /** How many of the failpoints were reached; as many instances died. */
  readonly deaths: number;
  readonly main: string;
  readonly figures: Figures;
  readonly violations: readonly Violation[];
  readonly lines: readonly JournalLine[];
  /** The time from the death to the claim by another instance, ms; `undefined` when nothing was taken over. */
  readonly takeoverMs: number | undefined;
  readonly tookMs: number;
  /** The longest time for which this process stalled, ms: on a busy machine, timers of milliseconds fire late. */
  readonly stalledMs: number;
}

let runs = 0;

/** Plays one call from Ada in which instances die at the failpoints, and judges it. Afterwards the cluster is complete again. */
async function playRun(cluster: Cluster, { points, transfer }: Play): Promise<Run> {
  const { balancer, history, simulator } = cluster;
  const began = Date.now();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const files = points.map((_, index) => join(cluster.folder, `failpoint-${++runs}-${index}`));
  const armed = points.map((point, index) => ({ point, file: files[index] ?? "" }));
  const arm = (instance: Instance) => instance.do({ do: "arm", armed });
  await Promise.all(cluster.instances.map(arm));
  const stopReplacing = cluster.replaceDead(arm);
  const from = history.lines().length;
  // Calls left over from earlier runs do not count in this one.
  const others = new Set(callsIn(history.lines()));
  const own = () =>
    history
      .lines()
      .slice(from)
      .filter((line) => !("call" in line && others.has(line.call ?? "")));
  balancer.callbacks.length = 0;
  // The n-th callback goes to the instance that has the call: its death is the one that counts.
  balancer.aim = (n) =>
    points.some((point) => point.site === "callback" && point.n === n) ? cluster.holderOf(mainOf(own())) : undefined;
  const caller = new Caller(simulator, { transfer });
  const evidence = await gather(cluster, caller, own);
  await stopReplacing();
  delay.disable();
  return {
    points,
    deaths: files.filter((file) => existsSync(file)).length,
    transfer,
    main: evidence.main,
    figures: figuresOf(evidence),
    violations: judge(evidence),
    lines: evidence.lines,
    takeoverMs: takeoverOf(evidence.lines, evidence.main),
    tookMs: Date.now() - began,
    stalledMs: Math.round(delay.max / 1e6),
  };
}
