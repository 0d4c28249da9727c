import { existsSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { JournalLine } from "../bot/journal-line.js";
import type { KillPoint } from "../bot/kill-point.js";
import { Caller } from "../processes/caller.js";
import type { Instance } from "../processes/instance.js";
import type { World } from "../processes/world.js";
import { type Figures, figuresOf } from "./evidence.js";
import { gather } from "./gather.js";
import { judge } from "./judge.js";
import { callsIn, mainOf, takeoverOf } from "./read-journal.js";
import type { Violation } from "./violation.js";

export interface Run {
  readonly points: readonly KillPoint[];
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
export async function playRun(world: World, points: readonly KillPoint[]): Promise<Run> {
  const { balancer, diary, simulator } = world;
  const began = Date.now();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const files = points.map((_, index) => join(world.folder, `shot-${++runs}-${index}`));
  const shots = points.map((point, index) => ({ point, file: files[index] ?? "" }));
  const arm = (instance: Instance) => instance.do({ do: "arm", shots });
  await Promise.all(world.instances.map(arm));
  const stopReplacing = world.replaceDead(arm);
  const from = diary.lines().length;
  // A call that is left over from another run is none of this one's business.
  const others = new Set(callsIn(diary.lines()));
  const own = () =>
    diary
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
