import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** A `redis-server` to start, a running Redis, or one line that says what is missing. */
export type FoundRedis =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly reason: string };

/** Looks for a `redis-server` on the PATH (or at `REDIS_SERVER_PATH`). */
export function findRedis(env: Readonly<Record<string, string | undefined>> = process.env): FoundRedis {
  const asked = env.REDIS_SERVER_PATH;
  if (asked !== undefined)
    return isExecutable(asked)
      ? { found: true, path: asked }
      : { found: false, reason: `REDIS_SERVER_PATH is ${asked}, which cannot be run.` };
  const path = (env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "redis-server"))
    .find(isExecutable);
  if (path !== undefined) return { found: true, path };
  return {
    found: false,
    reason: "No redis-server on the PATH: install Redis 6.2 or later (Debian: apt-get install redis-server).",
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
