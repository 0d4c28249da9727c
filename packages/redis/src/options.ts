import { CallingError, type Clock } from "@trunkline/core";
import { z } from "zod";
import type { RedisClient, RedisCluster } from "./connection/connection.js";

/** Where Redis is. */
export type RedisTarget =
  /** One server: `redis[s]://[[user][:password]@]host[:port][/db]`. The connection is made and closed by the store. */
  | { readonly url: string }
  /**
   * A client of the package `redis`: of `createClient` for one server, of `createCluster` for a cluster. The store connects it
   * if it is not connected, and leaves it open when it closes. It has to reconnect on its own, which is the default of that package.
   */
  | { readonly client: RedisClient | RedisCluster };

/** Options of `redisStore`. All instances of a bot have the same `prefix` and `shards`. */
export interface RedisStoreOptions {
  /** The beginning of the names of all keys. Each bot on a shared Redis needs its own. No braces. Default `"trunkline:"`. */
  readonly prefix?: string;
  /**
   * How many shards the calls are spread over, which on a cluster are slots. 1 to 1024; it cannot change while there are calls. Default 16.
   */
  readonly shards?: number;
  /** How long a method may take until it succeeds or fails, ms. Default 2000. */
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
