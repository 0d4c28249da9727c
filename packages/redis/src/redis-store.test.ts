import { startRedis } from "@trunkline/redis-server";
import { createClient } from "redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { redisStore } from "./redis-store.js";
import { eventually } from "./testing/eventually.fixture.js";
import { inspector, newPrefix, redisAtHand, type TestRedis, testRedis } from "./testing/redis.fixture.js";

const minute = 60_000;
const entry = { id: "a", body: 1 };

test("invalid options are refused by name", () => {
  const url = "redis://127.0.0.1:1";
  const invalid = (message: RegExp) =>
    expect.objectContaining({ code: "invalid-request", message: expect.stringMatching(message) });
  expect(() => redisStore({ url }, { prefix: "{a}" })).toThrow(invalid(/prefix: must not contain braces/));
  expect(() => redisStore({ url }, { shards: 0 })).toThrow(invalid(/shards/));
  expect(() => redisStore({ url }, { timeoutMs: 0 })).toThrow(invalid(/timeoutMs/));
  expect(() => redisStore({ url: "http://user:secret@host" })).toThrow(
    invalid(/^redisStore: url: it does not begin with redis/),
  );
});

describe.runIf(redisAtHand)("redisStore", () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await testRedis();
  });
  afterAll(() => redis[Symbol.asyncDispose]());

  const pair = (shards = 4) => {
    const options = { prefix: newPrefix(), shards };
    return [redisStore({ url: redis.url }, options), redisStore({ url: redis.url }, options)] as const;
  };

  test("a client that was passed in stays open when the store closes, and can still be used", async () => {
    const client = createClient({ url: redis.url });
    const store = redisStore({ client }, { prefix: newPrefix() });
    await store.watch(() => {});
    expect(await store.accept("call", [entry], minute)).toBe(1);
    await store.close();
    expect(await client.ping()).toBe("PONG");
    expect(client.listenerCount("error")).toBe(0);
    await client.close();
  });

  test("a closed store leaves no connection behind and does nothing more", async () => {
    const client = await inspector(redis.url);
    const count = async () => (await client.sendCommand<string>(["CLIENT", "LIST"])).trim().split("\n").length;
    const before = await count();
    const [store, other] = pair();
    await Promise.all([store.watch(() => {}), other.read("call")]);
    expect(await count()).toBeGreaterThan(before);
    await Promise.all([store.close(), other.close()]);
    await eventually("the connections are gone", async () => (await count()) === before);
    await expect(store.read("call")).rejects.toMatchObject({
      code: "store-unavailable",
      message: expect.stringMatching(/closed/),
    });
    await client.close();
  });

  test("an instance with different key names is refused, and changes nothing", async () => {
    const prefix = newPrefix();
    const [store, other] = [
      redisStore({ url: redis.url }, { prefix, shards: 4 }),
      redisStore({ url: redis.url }, { prefix, shards: 8 }),
    ];
    await store.accept("call", [entry], minute);
    await expect(other.accept("call", [entry], minute)).rejects.toMatchObject({
      code: "invalid-request",
      message: expect.stringContaining("4 shards"),
    });
    await Promise.all([store.close(), other.close()]);
  });

  test("a server that may evict causes a warning, one that refuses writes does not", {
    tags: "redis/written-again",
  }, async () => {
    await using evicting = await startRedis(["--maxmemory-policy", "allkeys-lru"]);
    const [store, other] = [redisStore({ url: evicting.url }), redisStore({ url: redis.url }, { prefix: newPrefix() })];
    expect(await store.check?.()).toEqual([expect.stringContaining("maxmemory-policy allkeys-lru")]);
    expect(await other.check?.()).toEqual([]);
    await Promise.all([store.close(), other.close()]);
  });

  test("two bots with two prefixes on one Redis do not see each other", async () => {
    const [one, two] = [
      redisStore({ url: redis.url }, { prefix: newPrefix() }),
      redisStore({ url: redis.url }, { prefix: newPrefix() }),
    ];
    await one.accept("call", [entry], minute);
    expect(await two.claim(minute)).toBeUndefined();
    expect(await two.accept("call", [entry], minute)).toBe(1);
    await Promise.all([one.close(), two.close()]);
  });

  test("a sweep takes one call of each shard in turn: a full shard does not starve the others", async () => {
    const [store, other] = pair(2);
    const client = await inspector(redis.url);
    for (let call = 0; call < 60; call++) await store.accept(`call ${call}`, [entry], minute);
    const [first, second] = [await other.claim(minute), await other.claim(minute)];
    const shardOf = async (key = "") => (await client.keys(`*call:${key}`))[0]?.split("}")[0];
    expect(await shardOf(first?.lease.key)).not.toBe(await shardOf(second?.lease.key));
    await Promise.all([store.close(), other.close(), client.close()]);
  });

  test("a hint about a call that is held reaches only its holder", async () => {
    const [store, other] = pair();
    const hinted: string[] = [];
    await store.watch((key) => hinted.push(`holder: ${key}`));
    await other.watch((key) => hinted.push(`other: ${key}`));
    await store.claim(minute, "call");
    await other.accept("call", [entry], minute);
    await eventually("the hint", () => hinted.length > 0);
    await other.accept("free", [entry], minute);
    await eventually("the hints", () => hinted.includes("holder: free") && hinted.includes("other: free"));
    expect(hinted).not.toContain("other: call");
    await Promise.all([store.close(), other.close()]);
  });

  test("a forgotten call leaves nothing behind, and after a sweep not even its place in the index", async () => {
    const client = await inspector(redis.url);
    const prefix = newPrefix();
    const store = redisStore({ url: redis.url }, { prefix });
    const held = await store.claim(minute, "call");
    await store.accept("call", [entry], minute);
    await store.commit(held?.lease ?? { key: "", fence: 0 }, { record: 1, release: true, forgetInMs: 50 }, minute);
    const keys = async () => (await client.keys(`*${prefix}*`)).filter((key) => !key.endsWith("layout"));
    expect((await keys()).length).toBe(4);
    await eventually("all is gone", async () => {
      await store.claim(minute);
      return (await keys()).length === 0;
    });
    await Promise.all([store.close(), client.close()]);
  });
});
