import { z } from "zod";
import { startProfile } from "./profile.js";

/** One round: so many operations, how long they took, and what they cost this process. */
export const sampleSchema = z.object({
  count: z.number(),
  wallMs: z.number(),
  /** CPU time of the whole process, user and system, all its threads. */
  cpuMs: z.number(),
});

export type Sample = z.output<typeof sampleSchema>;

/** Runs work that does `count` operations, and says what it cost this process. */
export async function sampleOf(count: number, work: () => Promise<unknown>): Promise<Sample> {
  const stopProfile = await startProfile();
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  await work();
  const wallMs = performance.now() - before;
  const cpu = process.cpuUsage(cpuBefore);
  await stopProfile();
  return { count, wallMs, cpuMs: (cpu.user + cpu.system) / 1000 };
}

/** CPU time of one operation, µs. */
export function cpuOf({ cpuMs, count }: Sample): number {
  return (cpuMs * 1000) / count;
}

/** Operations a second. */
export function rateOf({ wallMs, count }: Sample): number {
  return (count * 1000) / wallMs;
}
