import { describe, expect, test } from "vitest";
import { findRedis } from "./find-redis.js";
import { startRedis, startRedisCluster } from "./start-redis.js";

test("a machine without Redis gets one line that says what to do", () => {
  expect(findRedis({ PATH: "/nowhere" })).toEqual({
    found: false,
    reason: expect.stringMatching(/^No redis-server .* install .*\.$/),
  });
  expect(findRedis({ REDIS_SERVER_PATH: "/nowhere/redis" })).toMatchObject({
    found: false,
    reason: expect.stringContaining("/nowhere/redis"),
  });
});

test("on a machine that runs all tests there is a redis-server", () => {
  if (process.env.CI) expect(findRedis()).toMatchObject({ found: true });
});

describe.runIf(findRedis().found)("a private Redis", () => {
  test("keeps through a crash everything that it acknowledged", async () => {
    await using redis = await startRedis();
    expect(await redis.server.ask("SET", "key", "value")).toBe("+OK");
    await redis.server.signal("SIGKILL");
    await expect(redis.server.ask("GET", "key")).rejects.toThrow();
    await redis.server.start();
    expect(await redis.server.ask("GET", "key")).toBe("value");
  });

  test("can be a cluster, whose nodes share the slots", async () => {
    await using cluster = await startRedisCluster();
    const answers = await Promise.all(cluster.nodes.map((node) => node.ask("SET", "key", "value")));
    expect(answers.filter((answer) => answer === "+OK")).toHaveLength(1);
    expect(answers.filter((answer) => answer.startsWith("-MOVED"))).toHaveLength(2);
  }, 60_000);
});
