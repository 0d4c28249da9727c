import { CallingError, type Clock } from "@trunkline/core";
import { z } from "zod";
import type { RedisClient, RedisCluster } from "./connection/connection.js";

/** The address of Redis, or a client. */
export type RedisTarget =
  /** One server: `redis[s]://[[user][:password]@]host[:port][/db]`. The store opens and closes the connection. */
  | { readonly url: string }
  /**
   * A client of the package `redis`: from `createClient` for one server, or from `createCluster` for a cluster. The store connects it
   * if necessary, and leaves it open when it closes. It must reconnect by itself, which is the default of that package.
   */
  | { readonly client: RedisClient | RedisCluster };

/** Options of `redisStore`. All instances of a bot need the same `prefix` and `shards`. */
export interface RedisStoreOptions {
  /** The beginning of all key names. Each bot on a shared Redis needs its own. No braces. Default `"trunkline:"`. */
  readonly prefix?: string;
  /**
   * How many shards the calls are spread over, which on a cluster are slots. 1 to 1024; it cannot change while there are calls. Default 16.
   */
  readonly shards?: number;
  /** How soon a method must succeed or fail, ms. Default 2000. */
  readonly timeoutMs?: number;
  /** The clock of this process, for waiting only: leases and timers run on the server's. Default: the machine's. */
  readonly clock?: Clock;
}

const schema = z.object({
  prefix: z
    .string()
    .regex(/^[^{}]*$/, "must not contain braces, which mark the shards")
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
