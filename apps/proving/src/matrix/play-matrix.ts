import type { KillPoint } from "../bot/kill-point.js";
import type { Provider } from "../bot/settings.js";
import { World } from "../processes/world.js";
import { findPoints } from "./find-points.js";
import { playRun, type Run } from "./play-run.js";

export interface MatrixOptions {
  readonly provider: Provider;
  readonly redisUrl: string;
  /** How many runs are played at a time, each in a world of its own. */
  readonly worlds: number;
  /** Which of the places to die are tried. */
  readonly choose: (points: readonly KillPoint[]) => readonly (readonly KillPoint[])[];
  readonly onRun?: (run: Run, left: number) => void;
  /** A run broke a promise while the machine stood still: it says nothing, and is played again. */
  readonly onAgain?: (run: Run) => void;
}

/** A key that comes late waits 300 ms for the one before it: where the machine stands still for longer, keys are told in another order. */
const stillMs = 250;
/** How often a run is played at the most; the last one counts, whatever the machine did. */
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
  points: readonly KillPoint[],
  onAgain: MatrixOptions["onAgain"],
  left = tries,
): Promise<Run> {
  const run = await playRun(world, points);
  if (run.violations.length === 0 || run.stoodStillMs < stillMs || left === 1) return run;
  onAgain?.(run);
  return playFairly(world, points, onAgain, left - 1);
}

/** An instance dies over the takeover of a call whose instance has died. */
export const secondDeath: readonly (readonly KillPoint[])[] = ["start", "middle", "end"].flatMap((moment) =>
  [
    { site: "step pin", n: 1, moment: "middle" },
    { site: "step door", n: 1, moment: "middle" },
  ].map((point) => [point, { site: "handler call-recovered", n: 1, moment }]),
);
