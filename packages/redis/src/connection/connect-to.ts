import { CallingError } from "@trunkline/core";
import { createClient } from "redis";
import type { RedisTarget } from "../options.js";
import { clusterConnection } from "./cluster-connection.js";
import type { Connection } from "./connection.js";
import { isCluster } from "./node-redis.js";
import { singleConnection } from "./single-connection.js";

/** The longest wait between two tries to connect, ms. */
const longestPauseMs = 500;

/** Makes the connection; it is opened when it is first used. */
export function connectTo(target: RedisTarget, timeoutMs: number): Connection {
  if ("client" in target) {
    const { client } = target;
    return isCluster(client) ? clusterConnection(client) : singleConnection(client, false);
  }
  if (!/^rediss?:\/\//.test(target.url))
    throw new CallingError("invalid-request", "redisStore: url: it does not begin with redis:// or rediss://");
  const client = createClient({
    url: target.url,
    // A server that does not answer for so long is gone, even if nothing told us that the connection is.
    pingInterval: timeoutMs,
    socket: {
      connectTimeout: timeoutMs,
      socketTimeout: timeoutMs * 5,
      reconnectStrategy: (retries) => Math.min(20 * 2 ** Math.min(retries, 10), longestPauseMs),
    },
  });
  return singleConnection(client, true);
}
