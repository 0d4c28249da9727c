import { closeSync, openSync } from "node:fs";
import type { Journal } from "./journal.js";
import { describeKillPoint, type KillPoint } from "./kill-point.js";

/** A kill point, and the file that says that it has been used. */
export interface Shot {
  readonly point: KillPoint;
  readonly file: string;
}

/**
 * Kills this process where it is told to. All instances are given the same points, because nobody knows which of them will
 * have the call; whoever comes to one first makes its file, and dies. A file is made by one only.
 */
export class Bullet {
  readonly #journal: Journal;
  #shots: readonly Shot[] = [];
  #counts = new Map<string, number>();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  arm(shots: readonly Shot[]): void {
    this.#shots = shots;
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
    for (const { point, file } of this.#shots) {
      const reached = point.site === site && point.n === n && point.moment === moment;
      if (!reached || !isFirst(file)) continue;
      this.#journal.write({ kind: "died", point: describeKillPoint(point) });
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
