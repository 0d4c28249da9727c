import { type PrivateRedisCluster, startRedisCluster } from "@trunkline/redis-server";
import { createCluster } from "redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redisStore } from "./redis-store.js";
import { eventually } from "./testing/eventually.fixture.js";
import { newPrefix, privateRedis } from "./testing/redis.fixture.js";

const minute = 60_000;
const entry = { id: "a", body: 1 };

describe.runIf(privateRedis)("on a cluster", () => {
  let cluster: PrivateRedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
  }, 60_000);
  afterAll(() => cluster.stop());

  const open = (prefix: string) => {
    const client = createCluster({ rootNodes: cluster.nodes.map(({ url }) => ({ url })) });
    const store = redisStore({ client }, { prefix, shards: 16, timeoutMs: 1000 });
    return { store, close: () => store.close().then(() => client.destroy()) };
  };

  test("calls are spread over all nodes", async () => {
    const { store, close } = open(newPrefix());
    for (let call = 0; call < 60; call++) await store.accept(`call ${call}`, [entry], minute);
    const sizes = await Promise.all(cluster.nodes.map((node) => node.ask("DBSIZE")));
    for (const size of sizes) expect(Number(size.slice(1))).toBeGreaterThan(5);
    await close();
  });

  test("when a node dies, methods on its calls fail within bounds; when it is back, they succeed, and hints arrive again", {
    tags: "redis/cluster-node",
    timeout: 60_000,
  }, async () => {
    const prefix = newPrefix();
    const [one, two] = [open(prefix), open(prefix)];
    const keys = Array.from({ length: 24 }, (_, n) => `call ${n}`);
    const hinted = new Set<string>();
    await one.store.watch((key) => hinted.add(key));
    const accept = (key: string, id: string) =>
      two.store.accept(key, [{ id, body: 1 }], minute).then(
        () => true,
        (error: { readonly code?: string }) => error.code,
      );
    expect(new Set(await Promise.all(keys.map((key) => accept(key, "a"))))).toEqual(new Set([true]));
    await eventually("every hint", () => keys.every((key) => hinted.has(key)));

    const [node] = cluster.nodes;
    await node?.signal("SIGKILL");
    const began = performance.now();
    const outcomes = new Set(await Promise.all(keys.map((key) => accept(key, "b"))));
    expect(performance.now() - began).toBeLessThan(3000);
    expect(outcomes).toContain("store-unavailable");

    await node?.start();
    await eventually("all accept", async () =>
      (await Promise.all(keys.map((key) => accept(key, "c")))).every((ok) => ok === true),
    );
    let round = 0;
    await eventually("every hint arrives again", async () => {
      hinted.clear();
      const id = `again ${++round}`;
      await Promise.all(keys.map((key) => accept(key, id)));
      await new Promise((resolve) => setTimeout(resolve, 50));
      return keys.every((key) => hinted.has(key));
    });
    await Promise.all([one.close(), two.close()]);
  });
});
