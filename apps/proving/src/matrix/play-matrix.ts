import { existsSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { z } from "zod";
import type { Failpoint } from "../bot/failpoints.js";
import type { JournalLine } from "../bot/journal.js";
import type { Provider } from "../bot/settings.js";
import { Caller } from "../processes/caller.js";
import type { Instance } from "../processes/instance.js";
import { World } from "../processes/world.js";
import { callsIn, type Figures, figuresOf, gather, mainOf, takeoverOf } from "./evidence.js";
import { describeViolations, judge, type Violation } from "./judge.js";

export interface MatrixOptions {
  readonly provider: Provider;
  readonly redisUrl: string;
  /** How many runs are played at a time, each in a world of its own. */
  readonly worlds: number;
  /** Which of the places to die are tried. */
  readonly choose: (points: readonly Failpoint[]) => readonly (readonly Failpoint[])[];
  readonly onRun?: (run: Run, left: number) => void;
  /** A run broke a promise while the machine stood still: it says nothing, and is played again. */
  readonly onAgain?: (run: Run) => void;
}

/** A key that comes late waits 300 ms for the one before it: where the machine stands still for longer, keys are told in another order. */
const stillMs = 250;
/** How often a call is played at the most: on a busy machine the first one, with everything still cold, may be too slow. The last one counts. */
const tries = 3;

/** How long instances wait for Redis, ms. Nothing is done to Redis here: what is slow is a machine on which many calls are played at a time. */
const patientMs = 6000;

/** Kills the instance that has the call at every place chosen, one call a place. */
export async function playMatrix({
  provider,
  redisUrl,
  worlds,
  choose,
  onRun,
  onAgain,
}: MatrixOptions): Promise<readonly Run[]> {
  const runs: Run[] = [];
  const options = { provider, redisUrl, storeTimeoutMs: patientMs };
  await using first = await World.start(options);
  const queue = [...choose(await findPoints(first))];
  const work = async (world: World) => {
    for (let points = queue.shift(); points; points = queue.shift()) {
      const run = await playFairly(world, points, onAgain);
      runs.push(run);
      onRun?.(run, queue.length);
    }
  };
  const another = async () => {
    await using world = await World.start(options);
    await work(world);
  };
  await Promise.all([work(first), ...Array.from({ length: Math.min(worlds, queue.length) - 1 }, another)]);
  return runs;
}

async function playFairly(
  world: World,
  points: readonly Failpoint[],
  onAgain: MatrixOptions["onAgain"],
  left = tries,
): Promise<Run> {
  const run = await playRun(world, points);
  if (run.violations.length === 0 || run.stoodStillMs < stillMs || left === 1) return run;
  onAgain?.(run);
  return playFairly(world, points, onAgain, left - 1);
}

/** An instance dies over the takeover of a call whose instance has died. */
export const secondDeath: readonly (readonly Failpoint[])[] = ["start", "middle", "end"].flatMap((moment) =>
  [
    { site: "step pin", n: 1, moment: "middle" },
    { site: "step door", n: 1, moment: "middle" },
  ].map((point) => [point, { site: "handler call-recovered", n: 1, moment }]),
);

const countsSchema = z.record(z.string(), z.number());

/** The moments at which an instance can die at a site, by the first word of its name. Other sites are none. */
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

/** Plays a call that no death interrupts, and finds every place that the instance that had it came to. */
async function findPoints(world: World): Promise<readonly Failpoint[]> {
  const main = await playSound(world, tries);
  const holder = world.instance(world.holderOf(main) ?? "");
  const counts = countsSchema.parse((await holder.do({ do: "counts" })).value);
  const sites = { ...counts, callback: world.balancer.callbacks.length };
  return Object.entries(sites).flatMap(([site, count]) =>
    Array.from({ length: count }, (_, index) => index + 1).flatMap((n) =>
      (moments[site.split(" ")[0] ?? ""] ?? []).map((moment) => ({ site, n, moment })),
    ),
  );
}

/** Plays a call that no death interrupts. @returns its key. */
async function playSound(world: World, left: number): Promise<string> {
  const { violations, main } = await playRun(world, []);
  if (violations.length === 0) return main;
  if (left > 1) return playSound(world, left - 1);
  throw new Error(`the call that no death interrupts fails on ${world.provider}:\n${describeViolations(violations)}`);
}

export interface Run {
  readonly points: readonly Failpoint[];
  /** How many of the points were reached: as many instances died. */
  readonly deaths: number;
  readonly main: string;
  readonly figures: Figures;
  readonly violations: readonly Violation[];
  readonly lines: readonly JournalLine[];
  /** From the death to the claim by another instance, ms; absent where nothing had to be taken over. */
  readonly takeoverMs: number | undefined;
  readonly tookMs: number;
  /** For how long at a time this process stood still, ms: what is waited for in milliseconds is late on a machine that is too busy. */
  readonly stoodStillMs: number;
}

let runs = 0;

/** Plays one call of Ada's in which instances die at the points, and judges it. Afterwards the world has all its instances again. */
async function playRun(world: World, points: readonly Failpoint[]): Promise<Run> {
  const { balancer, history, simulator } = world;
  const began = Date.now();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const files = points.map((_, index) => join(world.folder, `shot-${++runs}-${index}`));
  const armed = points.map((point, index) => ({ point, file: files[index] ?? "" }));
  const arm = (instance: Instance) => instance.do({ do: "arm", armed });
  await Promise.all(world.instances.map(arm));
  const stopReplacing = world.replaceDead(arm);
  const from = history.lines().length;
  // Calls left over from another run do not count in this one.
  const others = new Set(callsIn(history.lines()));
  const own = () =>
    history
      .lines()
      .slice(from)
      .filter((line) => !("call" in line && others.has(line.call ?? "")));
  balancer.callbacks.length = 0;
  // The n-th callback goes to the instance that has the call: its death shall count.
  balancer.aim = (n) =>
    points.some((point) => point.site === "callback" && point.n === n) ? world.holderOf(mainOf(own())) : undefined;
  const caller = new Caller(simulator);
  const evidence = await gather(world, caller, own);
  await stopReplacing();
  delay.disable();
  return {
    points,
    deaths: files.filter((file) => existsSync(file)).length,
    main: evidence.main,
    figures: figuresOf(evidence),
    violations: judge(evidence),
    lines: evidence.lines,
    takeoverMs: takeoverOf(evidence.lines, evidence.main),
    tookMs: Date.now() - began,
    stoodStillMs: Math.round(delay.max / 1e6),
  };
}
