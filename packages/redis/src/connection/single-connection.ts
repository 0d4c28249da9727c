import type { Connection } from "./connection.js";
import { opener, quiet, shut } from "./lifecycle.js";
import type { RedisClient } from "./node-redis.js";

/**
 * One server. Hints come on a connection of their own, because a connection that listens may do nothing else.
 * @param owned whether it is ours to close.
 */
export function singleConnection(client: RedisClient, owned: boolean): Connection {
  const open = opener(client);
  const { trouble, stop } = quiet(client);
  const subscribers: RedisClient[] = [];
  return {
    publish: "PUBLISH",
    trouble,
    send(_key, args, abortSignal) {
      open();
      return client.sendCommand(args, { abortSignal });
    },
    async subscribe(channels, heard, renewed) {
      const subscriber = client.duplicate();
      subscribers.push(subscriber);
      quiet(subscriber);
      subscriber.on("ready", renewed);
      opener(subscriber)();
      // Channels asked for while there is no connection are asked for when there is one, and again after each loss.
      await subscriber.subscribe([...channels], heard);
    },
    async close() {
      await Promise.all(subscribers.map(shut));
      if (owned) await shut(client);
      stop();
    },
  };
}
