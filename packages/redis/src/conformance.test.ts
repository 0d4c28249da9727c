import { storeSuite } from "@trunkline/conformance";
import { type PrivateRedisCluster, startRedisCluster } from "@trunkline/redis-server";
import { createCluster } from "redis";
import { afterAll, beforeAll, describe } from "vitest";
import { redisStore } from "./redis-store.js";
import { inspector, newPrefix, privateRedis, redisAtHand, type TestRedis, testRedis } from "./testing/redis.fixture.js";

/** What the suite does to a private server. */
function faultsOf(server: NonNullable<TestRedis["server"]>) {
  return {
    outage: () => server.signal("SIGKILL"),
    stall: () => server.signal("SIGSTOP"),
    async restore() {
      await server.signal("SIGCONT");
      await server.start();
    },
  };
}

describe.runIf(redisAtHand)(
  "the suite of every store, on one server",
  { tags: ["events/exactly-once", "state/forgotten", "instances/one-at-a-time"] },
  () => {
    let redis: TestRedis;
    beforeAll(async () => {
      redis = await testRedis();
    });
    afterAll(() => redis[Symbol.asyncDispose]());

    storeSuite("redisStore", async () => {
      const { url, server } = redis;
      const options = { prefix: newPrefix(), shards: 4, timeoutMs: 1000 };
      const [store, other] = [redisStore({ url }, options), redisStore({ url }, options)];
      const client = await inspector(url);
      const ours = async () => (await client.keys(`*${options.prefix}*`)).filter((key) => !key.endsWith("layout"));
      return {
        store,
        other,
        ...(server ? faultsOf(server) : {}),
        lose: async () => void (await client.del(await client.keys(`*${options.prefix}*`))),
        size: async () => (await ours()).length,
        async dispose() {
          await Promise.all([store.close(), other.close()]);
          if (client.isReady) await client.close();
          else client.destroy();
        },
      };
    });
  },
);

describe.runIf(privateRedis)("the suite of every store, on a cluster of three", () => {
  let cluster: PrivateRedisCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
  }, 60_000);
  afterAll(() => cluster.stop());

  storeSuite("redisStore", async () => {
    const rootNodes = cluster.nodes.map(({ url }) => ({ url }));
    const options = { prefix: newPrefix(), shards: 7, timeoutMs: 1000 };
    const clients = [createCluster({ rootNodes }), createCluster({ rootNodes })] as const;
    const [store, other] = [redisStore({ client: clients[0] }, options), redisStore({ client: clients[1] }, options)];
    return {
      store,
      other,
      async dispose() {
        await Promise.all([store.close(), other.close()]);
        for (const client of clients) client.destroy();
      },
    };
  });
});
