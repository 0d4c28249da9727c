import { memoryStore } from "@trunkline/core";
import { findRedis, startRedis } from "@trunkline/redis-server";
import { startSimulator } from "@trunkline/simulator";
import { expect, test } from "vitest";
import { callingFromConfig } from "./calling-from-config.js";
import { configFromEnvironment } from "./config-from-environment.js";

const secret = "the same on both instances, 32 characters and more";
const graph = {
  appId: "8d0e3f4a-6b1c-4f0d-b6a5-1c2d3e4f5a6b",
  clientSecret: "s",
  tenantId: "3c9d2b1a-7e6f-4d5c-8b4a-9f8e7d6c5b4a",
};
const url = "https://bot.example.com/calls";

test.runIf(findRedis().found)(
  "with redis in the configuration, a call of one instance can be reached on another",
  async () => {
    await using redis = await startRedis();
    const people = [{ id: "ada", party: "+14255550123", reaction: { kind: "answer", afterMs: 0 } }] as const;
    await using simulator = await startSimulator({ people });
    const configured = { provider: "acs" as const, url, secret, redis: { url: redis.url }, acs: simulator.acs };
    await using one = await callingFromConfig(configured);
    await using other = await callingFromConfig(configured);
    simulator.deliver = (request) => other.handle(request);
    await simulator.registerBot({ cloud: "acs", webhookUrl: url, number: "+14255550100" });
    const call = await one.create({ to: "+14255550123", from: "+14255550100" });
    await call.connected;
    const elsewhere = await other.get(call.ref);
    expect(await elsewhere.snapshot()).toMatchObject({ state: "connected" });
  },
);

test("a store beside redis is refused", async () => {
  const config = {
    provider: "graph" as const,
    url,
    graph,
    secret,
    redis: { url: "redis://127.0.0.1:1" },
    store: memoryStore(),
  };
  await expect(callingFromConfig(config)).rejects.toThrow("there is a store beside redis");
});

test("a wrong option of redis is named, and so is the secret that it needs", async () => {
  const redis = { url: "redis://127.0.0.1:1", shards: 0 };
  await expect(callingFromConfig({ provider: "graph", url, graph, secret, redis })).rejects.toThrow(
    "redisStore: shards",
  );
  const unsealed = { url: "redis://127.0.0.1:1" };
  await expect(callingFromConfig({ provider: "graph", url, graph, redis: unsealed })).rejects.toThrow(
    "secret is missing",
  );
});

test("the environment configures Redis, and then needs the secret", () => {
  const env = { TRUNKLINE_PROVIDER: "graph", TRUNKLINE_URL: url, TRUNKLINE_REDIS_URL: "redis://redis.example.com" };
  expect(configFromEnvironment({ ...env, TRUNKLINE_SECRET: secret })).toMatchObject({
    secret,
    redis: { url: "redis://redis.example.com" },
  });
  expect(() => configFromEnvironment(env)).toThrow("TRUNKLINE_SECRET is missing");
});
