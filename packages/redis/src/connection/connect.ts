import { setTimeout } from "node:timers/promises";
import { CallingError } from "@trunkline/core";
import { createClient } from "redis";
import type { RedisTarget } from "../options.js";
import { type Connection, isCluster, type RedisClient, type RedisCluster } from "./connection.js";

type Client = RedisClient | RedisCluster;

/** The longest pause between two attempts to connect, ms. */
const longestPauseMs = 500;
/** The pause between two attempts to subscribe to a channel whose node is away, ms. */
const againMs = 1000;
/** How long a client may take to close properly, ms. */
const goodOrderMs = 1000;

/** Makes a connection, which opens when it is first used. */
export function connectTo(target: RedisTarget, timeoutMs: number): Connection {
  if ("client" in target) {
    const { client } = target;
    return isCluster(client) ? clusterConnection(client) : serverConnection(client, false);
  }
  if (!/^rediss?:\/\//.test(target.url))
    throw new CallingError("invalid-request", "redisStore: url: it does not begin with redis:// or rediss://");
  const client = createClient({
    url: target.url,
    // A server that does not answer for this long is gone, even if the connection still looks open.
    pingInterval: timeoutMs,
    socket: {
      connectTimeout: timeoutMs,
      socketTimeout: timeoutMs * 5,
      reconnectStrategy: (retries) => Math.min(20 * 2 ** Math.min(retries, 10), longestPauseMs),
    },
  });
  return serverConnection(client, true);
}

/**
 * A connection to one server. Hints need a second connection, because a connection that has subscribed can do nothing else.
 * @param owned whether the store closes the client.
 */
function serverConnection(client: RedisClient, owned: boolean): Connection {
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
      // Without a connection the client subscribes when there is one, and again after each loss.
      await subscriber.subscribe([...channels], heard);
    },
    async close() {
      await Promise.all(subscribers.map(shut));
      if (owned) await shut(client);
      stop();
    },
  };
}

/** A connection to a cluster. A channel belongs to the slot of its shard, and messages come from the node that has the slot. */
function clusterConnection(cluster: RedisCluster): Connection {
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

/**
 * Opens a client once, when it is first needed. A client for one server keeps trying to reach it; a cluster client gives up when none of
 * its nodes answers, and the next command tries again.
 */
function opener(client: Client): () => Promise<void> {
  let opening: Promise<void> | undefined;
  return () => {
    if (client.isOpen && !opening) return Promise.resolve();
    opening ??= client.connect().then(
      () => undefined,
      (error: unknown) => {
        opening = undefined;
        throw error;
      },
    );
    opening.catch(() => {});
    return opening;
  };
}

/**
 * Without a listener, an "error" event of a connection would end the process. The waiting command reports the failure, and names this
 * error, which is kept until the connection is back.
 */
function quiet(client: Client): { readonly trouble: () => unknown; readonly stop: () => void } {
  let trouble: unknown;
  const keep = (error: unknown) => {
    trouble = error;
  };
  const clear = () => keep(undefined);
  client.on("error", keep);
  client.on("ready", clear);
  return {
    trouble: () => trouble,
    stop() {
      client.off("error", keep);
      client.off("ready", clear);
    },
  };
}

/** Closes a client, properly if that takes little time. */
async function shut(client: Client): Promise<void> {
  if (!client.isOpen) return;
  const late = setTimeout(goodOrderMs, "late" as const, { ref: false });
  const outcome = await Promise.race([client.close().catch(() => "late" as const), late]);
  if (outcome === "late") client.destroy();
}
