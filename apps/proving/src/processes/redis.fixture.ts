import { findRedis, type PrivateRedis, startRedis } from "@trunkline/redis-server";
import { afterAll, beforeAll } from "vitest";

const found = findRedis();
if (!found.found && process.env.CI) throw new Error(found.reason);

/** Whether there is a `redis-server` to start; `npm test` says in a line what is missing. */
export const redisAtHand = found.found;

/** A Redis for the tests of one file; a test that does it harm starts one of its own. */
export function useRedis(): () => PrivateRedis {
  let redis: PrivateRedis | undefined;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.stop());
  return () => {
    if (redis) return redis;
    throw new Error("The Redis is there once the tests run.");
  };
}
