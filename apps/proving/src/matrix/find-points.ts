import { z } from "zod";
import type { KillPoint } from "../bot/kill-point.js";
import type { World } from "../processes/world.js";
import { playRun } from "./play-run.js";
import { describeViolations } from "./violation.js";

/** How often the call that no death interrupts is tried: on a busy machine the first one, with everything still cold, may be too slow. */
const tries = 3;

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
export async function findPoints(world: World): Promise<readonly KillPoint[]> {
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
