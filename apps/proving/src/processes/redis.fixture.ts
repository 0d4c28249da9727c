import { findRedis, type PrivateRedis, startRedis } from "@trunkline/redis-server";
import { afterAll, beforeAll } from "vitest";

const found = findRedis();
if (!found.found && process.env.CI) throw new Error(found.reason);

/** Whether there is a `redis-server` to start; `npm test` prints a line if it is missing. */
export const redisAtHand = found.found;

/** A Redis for the tests of one file; a test that breaks Redis starts its own. */
export function useRedis(): () => PrivateRedis {
  let redis: PrivateRedis | undefined;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.stop());
  return () => {
    if (redis) return redis;
    throw new Error("Redis starts with the first test: use it only inside tests.");
  };
}
