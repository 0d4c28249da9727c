import { setTimeout as pause } from "node:timers/promises";
import type { Store } from "@trunkline/core";
import { type PrivateRedis, startRedis } from "@trunkline/redis-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { redisStore } from "./redis-store.js";
import { eventually } from "./testing/eventually.fixture.js";
import { newPrefix, privateRedis } from "./testing/redis.fixture.js";
import { type Wire, wireTo } from "./testing/wire.fixture.js";

const minute = 60_000;
const entry = { id: "a", body: 1 };
const unavailable = { code: "store-unavailable" };

describe.runIf(privateRedis)("when Redis fails", () => {
  let redis: PrivateRedis;
  let wire: Wire;
  let store: Store;
  let other: Store;

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    wire = await wireTo(redis.server.port);
    const options = { prefix: newPrefix(), timeoutMs: 1500, shards: 2 };
    store = redisStore({ url: wire.url }, options);
    other = redisStore({ url: redis.url }, options);
    await Promise.all([store.read("warm"), other.read("warm")]);
  });
  afterEach(async () => {
    await Promise.all([store.close(), other.close()]);
    await wire[Symbol.asyncDispose]();
  });

  test("while a server does not answer, methods fail within bounds, and when it resumes, the next one succeeds", {
    tags: "redis/waited-for",
  }, async () => {
    await redis.server.signal("SIGSTOP");
    const began = performance.now();
    await expect(store.accept("call", [entry], minute)).rejects.toMatchObject(unavailable);
    expect(performance.now() - began).toBeLessThan(3000);
    await redis.server.signal("SIGCONT");
    await store.accept("call", [entry], minute);
    expect((await store.claim(minute, "call"))?.inbox).toEqual([entry]);
  });

  test("a process that resumes after a suspension still reads an answer that arrived meanwhile", {
    tags: "redis/waited-for",
  }, async () => {
    const hasty = redisStore({ url: redis.url }, { prefix: newPrefix(), timeoutMs: 200 });
    await hasty.accept("call", [entry], minute);
    await redis.server.signal("SIGSTOP");
    const claiming = hasty.claim(minute, "call");
    await pause(20);
    await redis.server.signal("SIGCONT");
    for (const until = performance.now() + 500; performance.now() < until; );
    expect((await claiming)?.inbox).toEqual([entry]);
    await hasty.close();
  });

  test("a claim that was carried out after it had failed is not lost: the next claim gets the call, by key and by a sweep", {
    tags: "redis/callers-served",
  }, async () => {
    const hasty = redisStore({ url: redis.url }, { prefix: newPrefix(), timeoutMs: 200, shards: 2 });
    await Promise.all(["named", "swept"].map((key) => hasty.accept(key, [entry], minute)));
    // From here on the server has the script.
    await hasty.claim(minute, "another");
    await redis.server.signal("SIGSTOP");
    const claims = [hasty.claim(minute, "named"), hasty.claim(minute, "swept")];
    for (const claim of claims) await expect(claim).rejects.toMatchObject(unavailable);
    await redis.server.signal("SIGCONT");
    expect((await hasty.claim(minute, "named"))?.inbox).toEqual([entry]);
    expect((await hasty.claim(minute))?.lease.key).toBe("swept");
    expect(await hasty.claim(minute, "named")).toBeUndefined();
    await hasty.close();
  });

  test("a slow server causes delays, but everything is done once", { tags: "redis/waited-for" }, async () => {
    wire.slowDown(250);
    const [added, held] = [store.accept("call", [entry], minute), await store.claim(minute, "slow")];
    if (!held) throw new Error("not claimed");
    await store.commit(held.lease, { record: 1 }, minute);
    expect(await store.renew([held.lease], minute)).toEqual([held.lease]);
    expect(await added).toBe(1);
    expect(await other.accept("call", [entry], minute)).toBe(0);
    expect(await other.read("slow")).toBe(1);
  });

  test("a broken connection is not noticed by callers", async () => {
    await redis.server.ask("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    expect(await store.accept("call", [entry], minute)).toBe(1);
    wire.cut();
    const accepted = store.accept("call", [{ ...entry, id: "b" }], minute);
    wire.mend();
    expect(await accepted).toBe(1);
  });

  test("scripts that the server has forgotten are sent again", async () => {
    await store.accept("call", [entry], minute);
    await redis.server.ask("SCRIPT", "FLUSH");
    expect(await store.accept("call", [entry], minute)).toBe(0);
    expect((await store.claim(minute, "call"))?.inbox).toHaveLength(1);
  });

  test("a claim whose answer is lost still belongs to its instance", async () => {
    wire.loseAnswerTo("call");
    const held = await store.claim(minute, "call");
    expect(wire.lost).toBe(1);
    expect(held?.takenOver).toBe(false);
    expect(await store.commit(held?.lease ?? { key: "call", fence: 0 }, { record: 1 }, minute)).toBeDefined();
    expect(await other.claim(minute, "call")).toBeUndefined();
  });

  test("a commit whose answer is lost is done once", { tags: "redis/done-once" }, async () => {
    const held = await store.claim(minute, "call");
    if (!held) throw new Error("not claimed");
    await other.accept("call", [entry], minute);
    wire.loseAnswerTo("the record");
    const after = await store.commit(held.lease, { record: "the record", applied: ["a"], release: true }, minute);
    expect(wire.lost).toBe(1);
    expect([after, await store.read("call")]).toEqual([{ inbox: [], due: [] }, "the record"]);
  });

  test("an entry whose acceptance was not acknowledged is kept once", { tags: "redis/done-once" }, async () => {
    wire.loseAnswerTo("call");
    await store.accept("call", [entry], minute);
    expect(wire.lost).toBe(1);
    expect((await other.claim(minute, "call"))?.inbox).toEqual([entry]);
  });

  test("hints arrive again after the subscribed connection broke", async () => {
    const hinted = new Set<string>();
    await store.watch((key) => hinted.add(key));
    await redis.server.ask("CLIENT", "KILL", "TYPE", "pubsub");
    await eventually("a hint", async () => {
      const key = `call ${Math.random()}`;
      const held = await store.claim(minute, key);
      await other.accept(key, [entry], minute);
      await new Promise((resolve) => setTimeout(resolve, 50));
      return held !== undefined && hinted.has(key);
    });
  });

  test("a hint that was sent while the connection was down is made up for when it is back", async () => {
    const hinted: string[] = [];
    await store.watch((key) => hinted.push(key));
    await store.claim(minute, "call");
    wire.cut();
    await other.accept("call", [entry], minute);
    expect(hinted).toEqual([]);
    wire.mend();
    await eventually("the hint", () => hinted.includes("call"));
  });

  test("an error without an answer says why: no server listens, or the password is wrong", async () => {
    await using guarded = await startRedis(["--requirepass", "right"]);
    const options = { prefix: newPrefix(), timeoutMs: 300 };
    const [absent, stranger] = [
      redisStore({ url: "redis://127.0.0.1:1" }, options),
      redisStore({ url: guarded.url.replace("//", "//:not-the-password@") }, options),
    ];
    await expect(absent.read("call")).rejects.toMatchObject({
      ...unavailable,
      message: expect.stringMatching(/ECONNREFUSED/),
    });
    await expect(stranger.read("call")).rejects.toMatchObject({
      ...unavailable,
      message: expect.stringMatching(/WRONGPASS|NOAUTH/),
    });
    await expect(stranger.read("call")).rejects.toMatchObject({
      message: expect.not.stringContaining("not-the-password"),
    });
    await Promise.all([absent.close(), stranger.close()]);
  });

  test("an instance can start to watch while Redis is away, and gets hints when it is there", async () => {
    wire.cut();
    const late = redisStore({ url: wire.url }, { prefix: newPrefix(), timeoutMs: 300 });
    const hinted: string[] = [];
    await late.watch((key) => hinted.push(key));
    await expect(late.read("call")).rejects.toMatchObject(unavailable);
    wire.mend();
    await eventually("it accepts", () =>
      late.accept("call", [entry], minute).then(
        () => true,
        () => false,
      ),
    );
    await eventually("the hint", () => hinted.includes("call"));
    await late.close();
  });
});
