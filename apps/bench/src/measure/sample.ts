import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { basename, join } from "node:path";
import { z } from "zod";

/** One round: the number of operations, how long they took and what they cost this process. */
export const sampleSchema = z.object({
  count: z.number(),
  wallMs: z.number(),
  /** CPU time of the whole process, user and system, all its threads. */
  cpuMs: z.number(),
});

export type Sample = z.output<typeof sampleSchema>;

/** Runs work that does `count` operations. Resolves to what it cost this process. */
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

/** The CPU time of one operation, µs. */
export function cpuOf({ cpuMs, count }: Sample): number {
  return (cpuMs * 1000) / count;
}

/** Operations per second. */
export function rateOf({ wallMs, count }: Sample): number {
  return (count * 1000) / wallMs;
}

/** Does something `count` times, `atOnce` at a time. */
export async function inParallel(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, one));
}

/** Where profiles are written; absent: no profiles. Passed on to every process. */
const folder = process.env.BENCH_PROFILES;

/** The sampling interval of the profiler, µs. */
const interval = 200;

/**
 * Takes a CPU profile until the returned function is called, of the measured part only. Each round replaces the profile of the previous one, so that the last, warm one remains.
 */
export async function startProfile(): Promise<() => Promise<void>> {
  if (folder === undefined) return async () => {};
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval });
  await session.post("Profiler.start");
  return async () => {
    const { profile } = await session.post("Profiler.stop");
    session.disconnect();
    writeFileSync(
      join(folder, `${basename(process.argv[1] ?? "", ".js")}-${process.pid}.cpuprofile`),
      JSON.stringify(profile),
    );
  };
}
