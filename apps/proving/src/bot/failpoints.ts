import { closeSync, openSync } from "node:fs";
import { z } from "zod";
import type { Journal } from "./journal.js";

/** Where an instance dies: at which visit to a site, and at which moment of it. */
export const failpointSchema = z.strictObject({
  /** `callback`, `claim`, `commit`, `renew`, `request answer`, `handler call-connected`, `step menu` … */
  site: z.string(),
  /** Counts from 1. The balancer counts callbacks; each instance counts everything else, from when it was armed. */
  n: z.int().min(1),
  /** `before`, `during`, `after`; `received`, `accepting`, `accepted`, `answered`; `start`, `middle`, `end`. */
  moment: z.string(),
});

export type Failpoint = z.output<typeof failpointSchema>;

/** As text: `commit 3 after`. */
export function describeFailpoint({ site, n, moment }: Failpoint): string {
  return `${site}${n === 1 ? "" : ` ${n}`} ${moment}`;
}

/** A failpoint, and the file that marks it as used. */
export interface ArmedFailpoint {
  readonly point: Failpoint;
  readonly file: string;
}

/**
 * Kills this process at a failpoint. All instances get the same failpoints, because it is not known in advance which one will
 * have the call; the first that reaches one creates its file and dies. Only one instance can create a file.
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

  /** @returns how many times this instance has reached the site since it was armed. */
  count(site: string): number {
    const n = (this.#counts.get(site) ?? 0) + 1;
    this.#counts.set(site, n);
    return n;
  }

  /** How many times this instance has reached each site since it was armed. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  /** Does not return when a failpoint is reached. */
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
