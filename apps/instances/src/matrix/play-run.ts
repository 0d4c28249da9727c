import { existsSync } from "node:fs";
import { join } from "node:path";
import type { JournalLine } from "../bot/journal-line.js";
import type { KillPoint } from "../bot/kill-point.js";
import { Caller } from "../world/caller.js";
import { waitUntil } from "../world/wait-until.js";
import type { World } from "../world/world.js";
import { type Evidence, type Figures, figuresOf, unhandled } from "./evidence.js";
import { inboxesOf } from "./inboxes.js";
import { judge } from "./judge.js";
import type { Violation } from "./violation.js";

/** How long a caller is waited for, and then the end of the work on the call, ms. */
const arriveMs = 30_000;
const endMs = 15_000;

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
}

let runs = 0;

/** Plays one call of Ada's in which instances die at the points, and judges it. Afterwards the world has all its instances again. */
export async function playRun(world: World, points: readonly KillPoint[]): Promise<Run> {
  const { balancer, diary, simulator } = world;
  const began = Date.now();
  const files = points.map((_, index) => join(world.folder, `shot-${++runs}-${index}`));
  const shots = points.map((point, index) => ({ point, file: files[index] ?? "" }));
  await Promise.all(world.instances.map((instance) => instance.do({ do: "arm", shots })));
  const from = diary.lines().length;
  const own = () => diary.lines().slice(from);
  balancer.callbacks.length = 0;
  // The n-th callback goes to the instance that has the call: its death shall count.
  balancer.aim = (n) =>
    points.some((point) => point.site === "callback" && point.n === n) ? world.holderOf(mainOf(own())) : undefined;
  const caller = new Caller(simulator);
  const settled = await settle(() => caller.arrived || caller.cutOff, arriveMs);
  const { arrived } = caller;
  await settle(() => isOver(own()), settled && arrived ? endMs : 1000);
  caller.leave();
  await settle(() => isOver(own()), endMs);
  const lines = own();
  const main = mainOf(lines);
  const evidence: Evidence = {
    lines,
    callbacks: [...balancer.callbacks],
    main,
    inboxes: await inboxesOf(world, callsIn(lines)),
    caller: { arrived, heard: caller.heard, pressed: caller.pressed, doorsOpened: caller.doorsOpened },
  };
  await world.fill();
  return {
    points,
    deaths: files.filter((file) => existsSync(file)).length,
    main,
    figures: figuresOf(evidence),
    violations: judge(evidence),
    lines,
    takeoverMs: takeoverOf(lines, main),
    tookMs: Date.now() - began,
  };
}

async function settle(there: () => boolean, withinMs: number): Promise<boolean> {
  return waitUntil("the end", withinMs, there).catch(() => false);
}

/** The caller's call: the first one that was taken in. */
function mainOf(lines: readonly JournalLine[]): string {
  const first = lines.find((line) => line.kind === "accepted" && line.ids.includes("incoming"));
  return first?.kind === "accepted" ? first.call : "";
}

function callsIn(lines: readonly JournalLine[]): readonly string[] {
  return [
    ...new Set(lines.flatMap((line) => (line.kind === "claimed" || line.kind === "accepted" ? [line.call] : []))),
  ];
}

/** Every call has ended, and the handlers of everything that was told have come to their end. */
function isOver(lines: readonly JournalLine[]): boolean {
  const ended = new Set(
    lines.flatMap((line) => (line.kind === "handled" && line.type === "call-ended" ? [line.call] : [])),
  );
  const calls = callsIn(lines);
  return calls.length > 0 && calls.every((call) => ended.has(call)) && unhandled({ lines }).length === 0;
}

function takeoverOf(lines: readonly JournalLine[], main: string): number | undefined {
  const died = lines.find(({ kind }) => kind === "died");
  const taken = lines.find((line) => line.kind === "claimed" && line.call === main && line.takenOver);
  return died && taken ? taken.at - died.at : undefined;
}
