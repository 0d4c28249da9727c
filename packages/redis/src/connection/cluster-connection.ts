import { setTimeout } from "node:timers/promises";
import type { Connection } from "./connection.js";
import { opener, quiet } from "./lifecycle.js";
import type { RedisCluster } from "./node-redis.js";

/** Between two tries to listen to a channel whose node is away, ms. */
const againMs = 1000;

/**
 * A cluster. A channel lives in the slot of its shard, and is heard from the node that has the slot.
 */
export function clusterConnection(cluster: RedisCluster): Connection {
  const open = opener(cluster);
  const { trouble, stop } = quiet(cluster);
  const stops: (() => Promise<void>)[] = [];
  let closed = false;
  return {
    publish: "SPUBLISH",
    trouble,
    async send(key, args, abortSignal) {
      await open();
      return cluster.sendCommand(key, false, [...args], { abortSignal });
    },
    async subscribe(channels, heard, renewed) {
      await open();
      cluster.on("node-ready", renewed);
      stops.push(async () => void cluster.off("node-ready", renewed));
      const listen = async (channel: string): Promise<void> => {
        while (!closed) {
          try {
            await cluster.sSubscribe(channel, heard);
            stops.push(() => cluster.sUnsubscribe(channel, heard));
            return;
          } catch {
            await setTimeout(againMs, undefined, { ref: false });
          }
        }
      };
      await Promise.all(channels.map(listen));
    },
    async close() {
      closed = true;
      if (cluster.isOpen) await Promise.allSettled(stops.map((end) => end()));
      stop();
    },
  };
}
