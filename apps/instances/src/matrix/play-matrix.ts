import type { KillPoint } from "../bot/kill-point.js";
import type { Provider } from "../bot/settings.js";
import { World } from "../world/world.js";
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
}

/** How long instances wait for Redis, ms. Nothing is done to Redis here: what is slow is a machine on which many calls are played at a time. */
const patientMs = 6000;

/** Kills the instance that has the call at every place chosen, one call a place. */
export async function playMatrix({
  provider,
  redisUrl,
  worlds,
  choose,
  onRun,
}: MatrixOptions): Promise<readonly Run[]> {
  const runs: Run[] = [];
  const options = { provider, redisUrl, storeTimeoutMs: patientMs };
  await using first = await World.start(options);
  const queue = [...choose(await findPoints(first))];
  const work = async (world: World) => {
    for (let points = queue.shift(); points; points = queue.shift()) {
      const run = await playRun(world, points);
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

/** An instance dies over the takeover of a call whose instance has died. */
export const secondDeath: readonly (readonly KillPoint[])[] = ["start", "middle", "end"].flatMap((moment) =>
  [
    { site: "step pin", n: 1, moment: "middle" },
    { site: "step door", n: 1, moment: "middle" },
  ].map((point) => [point, { site: "handler call-recovered", n: 1, moment }]),
);
