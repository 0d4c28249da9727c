import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RedisProcess } from "./redis-process.js";

/** A private Redis for the duration of a test. */
export interface PrivateRedis extends AsyncDisposable {
  readonly url: string;
  readonly server: RedisProcess;
  stop(): Promise<void>;
}

/**
 * Starts a Redis on a free port with its own directory. It writes every command to disk, so that a crash loses nothing that it acknowledged.
 * @param options more options of `redis-server`: `["--requirepass", "secret"]`.
 */
export async function startRedis(options: readonly string[] = []): Promise<PrivateRedis> {
  const folder = await mkdtemp(join(tmpdir(), "trunkline-redis-"));
  const server = new RedisProcess(await freePort(), folder, [
    "--save",
    "",
    "--appendonly",
    "yes",
    "--appendfsync",
    "always",
    ...options,
  ]);
  const stop = async () => {
    await server.signal("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  };
  await server.start().catch(async (error) => {
    await stop();
    throw error;
  });
  return { url: server.url, server, stop, [Symbol.asyncDispose]: stop };
}

/** A private cluster for the duration of a test. */
export interface PrivateRedisCluster extends AsyncDisposable {
  readonly nodes: readonly RedisProcess[];
  stop(): Promise<void>;
}

const slots = 16_384;
/** How long the nodes may take to agree, ms. */
const agreeMs = 30_000;

/** Starts this many masters that share the slots, without replicas. */
export async function startRedisCluster(size = 3): Promise<PrivateRedisCluster> {
  const folder = await mkdtemp(join(tmpdir(), "trunkline-redis-cluster-"));
  const nodes: RedisProcess[] = [];
  const stop = async () => {
    for (const node of nodes) await node.signal("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  };
  try {
    for (let index = 0; index < size; index++) {
      const own = join(folder, `${index}`);
      await mkdir(own);
      const node = new RedisProcess(await freePort(), own, [
        "--save",
        "",
        "--cluster-enabled",
        "yes",
        "--cluster-node-timeout",
        "2000",
      ]);
      nodes.push(node);
      await node.start();
    }
    await meet(nodes);
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, stop, [Symbol.asyncDispose]: stop };
}

async function meet(nodes: readonly RedisProcess[]): Promise<void> {
  const [first] = nodes;
  const share = Math.ceil(slots / nodes.length);
  for (const [index, node] of nodes.entries()) {
    const last = Math.min((index + 1) * share, slots) - 1;
    await node.ask("CLUSTER", "ADDSLOTSRANGE", `${index * share}`, `${last}`);
    if (first && node !== first) await node.ask("CLUSTER", "MEET", "127.0.0.1", `${first.port}`);
  }
  const deadline = Date.now() + agreeMs;
  for (const node of nodes) {
    while (!(await isWhole(node, nodes.length))) {
      if (Date.now() > deadline) throw new Error("the nodes of the cluster do not agree");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** `ADDSLOTSRANGE` and `CLUSTER SHARDS` need Redis 7. */
async function isWhole(node: RedisProcess, size: number): Promise<boolean> {
  const [state, shards] = await Promise.all([node.ask("CLUSTER", "INFO"), node.ask("CLUSTER", "SHARDS")]);
  return state === "cluster_state:ok" && shards === `*${size}`;
}

/** A free port that leaves room for the cluster bus above it. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 30_000);
    if ((await isFree(port)) && (await isFree(port + 10_000))) return port;
  }
}

/** A cluster's nodes talk to each other 10,000 ports above their own. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const free = once(server, "listening").then(
    () => true,
    () => false,
  );
  server.listen(port, "127.0.0.1");
  if (!(await free)) return false;
  server.close();
  await once(server, "close");
  return true;
}
