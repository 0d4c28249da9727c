import { closeSync, openSync } from "node:fs";
import { z } from "zod";
import type { Journal } from "./journal.js";

/** Where in its work an instance dies: the so-manieth time that it comes there, and at which moment of it. */
export const failpointSchema = z.strictObject({
  /** `callback`, `claim`, `commit`, `renew`, `request answer`, `handler call-connected`, `step menu` … */
  site: z.string(),
  /** Counts from 1. Callbacks are counted by the balancer, everything else by the instance, since it was armed. */
  n: z.int().min(1),
  /** `before`, `during`, `after`; `received`, `accepting`, `accepted`, `answered`; `start`, `middle`, `end`. */
  moment: z.string(),
});

export type Failpoint = z.output<typeof failpointSchema>;

/** For people: `commit 3 after`. */
export function describeFailpoint({ site, n, moment }: Failpoint): string {
  return `${site}${n === 1 ? "" : ` ${n}`} ${moment}`;
}

/** A kill point, and the file that says that it has been used. */
export interface ArmedFailpoint {
  readonly point: Failpoint;
  readonly file: string;
}

/**
 * Kills this process where it is told to. All instances are given the same points, because nobody knows which of them will
 * have the call; whoever comes to one first makes its file, and dies. A file is made by one only.
 */
export class Failpoints {
  readonly #journal: Journal;
  #armed: readonly ArmedFailpoint[] = [];
  #counts = new Map<string, number>();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  arm(armed: readonly ArmedFailpoint[]): void {
    this.#armed = armed;
    this.#counts = new Map();
  }

  /** @returns how often this instance has come here since it was armed. */
  count(site: string): number {
    const n = (this.#counts.get(site) ?? 0) + 1;
    this.#counts.set(site, n);
    return n;
  }

  /** How often this instance has come to each site since it was armed. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  /** Does not return where a point is reached. */
  at(site: string, n: number, moment: string): void {
    for (const { point, file } of this.#armed) {
      const reached = point.site === site && point.n === n && point.moment === moment;
      if (!reached || !isFirst(file)) continue;
      this.#journal.write({ kind: "died", point: describeFailpoint(point) });
      process.kill(process.pid, "SIGKILL");
      // The signal arrives when the kernel returns from the call; nothing after this line may run.
      for (;;);
    }
  }
}

function isFirst(file: string): boolean {
  try {
    closeSync(openSync(file, "wx"));
    return true;
  } catch {
    return false;
  }
}
