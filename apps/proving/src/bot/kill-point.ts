import { z } from "zod";

/** Where in its work an instance dies: the so-manieth time that it comes there, and at which moment of it. */
export const killPointSchema = z.strictObject({
  /** `callback`, `claim`, `commit`, `renew`, `request answer`, `handler call-connected`, `step menu` … */
  site: z.string(),
  /** Counts from 1. Callbacks are counted by the balancer, everything else by the instance, since it was armed. */
  n: z.int().min(1),
  /** `before`, `during`, `after`; `received`, `accepting`, `accepted`, `answered`; `start`, `middle`, `end`. */
  moment: z.string(),
});

export type KillPoint = z.output<typeof killPointSchema>;

/** For people: `commit 3 after`. */
export function describeKillPoint({ site, n, moment }: KillPoint): string {
  return `${site}${n === 1 ? "" : ` ${n}`} ${moment}`;
}
