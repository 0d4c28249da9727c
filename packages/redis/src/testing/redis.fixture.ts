import { findRedis, type RedisProcess, startRedis } from "@trunkline/redis-server";
import { createClient } from "redis";

const found = findRedis();

/** Whether tests can start servers of their own, to kill them. */
export const privateRedis = found.found;

/** Whether tests can run against a Redis: the one of `REDIS_URL`, or one of their own. */
export const redisAtHand = process.env.REDIS_URL !== undefined || found.found;

if (!redisAtHand && process.env.CI) throw new Error(found.found ? "" : found.reason);

/** A Redis for the tests of one file. */
export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  /** The server, where it is a private one that a test may kill. */
  readonly server: RedisProcess | undefined;
}

/** The Redis of `REDIS_URL`, or a private one. */
export async function testRedis(): Promise<TestRedis> {
  const url = process.env.REDIS_URL;
  if (url !== undefined) return { url, server: undefined, [Symbol.asyncDispose]: () => cleanUp(url) };
  return startRedis();
}

/** A client to look at what is in a Redis. */
export async function inspector(url: string) {
  const client = createClient({ url });
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** Leaves nothing of this process's tests in a Redis that is somebody else's. */
async function cleanUp(url: string): Promise<void> {
  const client = await inspector(url);
  for (const key of await client.keys(`*test-${process.pid}-*`)) await client.del(key);
  await client.close();
}

let names = 0;

/** A prefix that no other test has. */
export function newPrefix(): string {
  return `test-${process.pid}-${Date.now()}-${++names}:`;
}
