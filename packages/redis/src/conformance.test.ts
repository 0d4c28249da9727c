import { storeSuite } from "@trunkline/conformance";
import { afterAll, beforeAll, describe } from "vitest";
import { redisStore } from "./redis-store.js";
import { inspector, newPrefix, redisAtHand, type TestRedis, testRedis } from "./testing/redis.fixture.js";

describe.runIf(redisAtHand)("on one server", () => {
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
      ...(server ? { outage: () => server.signal("SIGKILL"), restore: () => server.start() } : {}),
      size: async () => (await ours()).length,
      async dispose() {
        await Promise.all([store.close(), other.close()]);
        if (client.isReady) await client.close();
        else client.destroy();
      },
    };
  });
});
