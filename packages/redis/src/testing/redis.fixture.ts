import { findRedis, type RedisProcess, startRedis } from "@trunkline/redis-server";
import { createClient } from "redis";

const found = findRedis();

/** Whether tests can start and kill their own servers. */
export const privateRedis = found.found;

/** Whether tests can run against a Redis: that of `REDIS_URL`, or a private one. */
export const redisAtHand = process.env.REDIS_URL !== undefined || found.found;

if (!redisAtHand && process.env.CI) throw new Error(found.found ? "" : found.reason);

/** A Redis for the tests of one file. */
export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  /** The server, if it is a private one that a test may kill. */
  readonly server: RedisProcess | undefined;
}

/** The Redis of `REDIS_URL`, or a private one. */
export async function testRedis(): Promise<TestRedis> {
  const url = process.env.REDIS_URL;
  if (url !== undefined) return { url, server: undefined, [Symbol.asyncDispose]: () => cleanUp(url) };
  return startRedis();
}

/** A client for looking into a Redis. */
export async function inspector(url: string) {
  const client = createClient({ url });
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** Removes everything of this process's tests from a shared Redis. */
async function cleanUp(url: string): Promise<void> {
  const client = await inspector(url);
  for (const key of await client.keys(`*test-${process.pid}-*`)) await client.del(key);
  await client.close();
}

let names = 0;

/** A prefix that no other test uses. */
export function newPrefix(): string {
  return `test-${process.pid}-${Date.now()}-${++names}:`;
}
