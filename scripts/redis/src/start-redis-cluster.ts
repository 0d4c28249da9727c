import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port.js";
import { RedisProcess } from "./redis-process.js";

/** A cluster of one's own, for as long as a test runs. */
export interface PrivateRedisCluster extends AsyncDisposable {
  readonly nodes: readonly RedisProcess[];
  stop(): Promise<void>;
}

const slots = 16_384;
/** How long the nodes may take to agree, ms. */
const agreeMs = 30_000;

/** Starts so many masters that share the slots, without replicas. */
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

/** `ADDSLOTSRANGE` and `CLUSTER SHARDS` are of Redis 7. */
async function isWhole(node: RedisProcess, size: number): Promise<boolean> {
  const [state, shards] = await Promise.all([node.ask("CLUSTER", "INFO"), node.ask("CLUSTER", "SHARDS")]);
  return state === "cluster_state:ok" && shards === `*${size}`;
}
