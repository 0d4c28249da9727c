import { CallingError, type Clock } from "@trunkline/core";
import { z } from "zod";
import type { RedisClient, RedisCluster } from "./connection/node-redis.js";

/** Where Redis is. */
export type RedisTarget =
  /** One server: `redis[s]://[[user][:password]@]host[:port][/db]`. The connection is made and closed by the store. */
  | { readonly url: string }
  /**
   * A client of the package `redis`: of `createClient` for one server, of `createCluster` for a cluster. The store connects it
   * if it is not connected, and leaves it open when it closes. It has to reconnect by itself, as it does unless told not to.
   */
  | { readonly client: RedisClient | RedisCluster };

/** Options of `redisStore`. All instances of a bot have the same `prefix` and `shards`. */
export interface RedisStoreOptions {
  /** What the names of all keys begin with. Two bots on one Redis have two. No braces. Default `"trunkline:"`. */
  readonly prefix?: string;
  /**
   * Over how many shards calls are spread: on a cluster, over so many slots. 1 to 1024; once there are calls it has to stay. Default 16.
   */
  readonly shards?: number;
  /** Within what time a method succeeds or fails, ms. Default 2000. */
  readonly timeoutMs?: number;
  /** The clock of this process, for waiting only: leases and timers run on the server's. Default: the machine's. */
  readonly clock?: Clock;
}

const schema = z.object({
  prefix: z
    .string()
    .regex(/^[^{}]*$/, "must have no braces: they are for the shards")
    .default("trunkline:"),
  shards: z.int().min(1).max(1024).default(16),
  timeoutMs: z.int().min(1).default(2000),
});

/** @throws CallingError `invalid-request`. */
export function readOptions(options: RedisStoreOptions): z.output<typeof schema> {
  const { success, data, error } = schema.safeParse(options);
  if (success) return data;
  const [issue] = error.issues;
  throw new CallingError("invalid-request", `redisStore: ${issue?.path.join(".")}: ${issue?.message}`);
}
