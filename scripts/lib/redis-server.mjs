import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./run.mjs";
import { step } from "./step.mjs";

/** Without questions, and without the service that Debian would start: tests start their own servers. */
const QUIETLY = ["DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"];

/**
 * Provides a Redis for tests and programs: `REDIS_URL`, an installed `redis-server`, or one that it installs
 * if possible (Debian, as root). Otherwise it prints one line about what is missing, and the tests on Redis are skipped.
 */
export async function haveRedis() {
  if (redisAtHand(process.env)) return;
  const installed =
    process.getuid?.() === 0 && onPath("apt-get", process.env) && (await step("install redis-server", install));
  if (!installed)
    console.log("  No redis-server: tests on Redis are skipped. Install Redis 6.2 or later, or set REDIS_URL.");
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {boolean}
 */
export function redisAtHand(env) {
  return Boolean(env.REDIS_URL) || Boolean(env.REDIS_SERVER_PATH) || onPath("redis-server", env);
}

async function install() {
  const updated = await run("env", [...QUIETLY, "apt-get", "update", "-q"]);
  if (!updated.ok) return updated;
  return run("env", [...QUIETLY, "apt-get", "install", "-y", "-q", "--no-install-recommends", "redis-server"]);
}

/**
 * @param {string} program
 * @param {NodeJS.ProcessEnv} env
 */
function onPath(program, env) {
  return (env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
