import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { basename, join } from "node:path";

/** Where profiles go; absent: none are taken. Handed on to every process. */
const folder = process.env.BENCH_PROFILES;

/** How often the profiler looks, µs. */
const interval = 200;

/**
 * Takes a CPU profile of what happens until the function that it yields is called: only of what is measured, and each round in
 * place of the one before, so that the last one remains, in which everything is warm.
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
