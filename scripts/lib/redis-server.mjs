import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./run.mjs";
import { step } from "./step.mjs";

/** Without questions, and without the service that Debian would start: tests start servers of their own. */
const QUIETLY = ["DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"];

/**
 * Provides a Redis for tests and programs: `REDIS_URL`, a `redis-server` that is there, or one that is installed
 * where that is possible (Debian, as root). Otherwise it says in one line what is missing, and the tests on Redis are left out.
 */
export async function haveRedis() {
  if (redisAtHand(process.env)) return;
  const installed =
    process.getuid?.() === 0 && onPath("apt-get", process.env) && (await step("install redis-server", install));
  if (!installed)
    console.log("  No redis-server: tests on Redis are left out. Install Redis 6.2 or later, or set REDIS_URL.");
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
