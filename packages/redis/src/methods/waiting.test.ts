import { type ManualClock, manualClock, type Store } from "@trunkline/core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { redisStore } from "../redis-store.js";
import { eventually } from "../testing/eventually.fixture.js";
import { newPrefix, redisAtHand, type TestRedis, testRedis } from "../testing/redis.fixture.js";

const minute = 60_000;
const entry = { id: "a", body: 1 };

describe.runIf(redisAtHand)("the look-out", () => {
  let redis: TestRedis;
  let clock: ManualClock;
  let store: Store;
  let other: Store;
  let hinted: string[];

  beforeAll(async () => {
    redis = await testRedis();
  });
  afterAll(() => redis[Symbol.asyncDispose]());
  beforeEach(async () => {
    clock = manualClock();
    const prefix = newPrefix();
    // The test drives its clock, and thereby its looks; the other store does not look, because it has no watchers.
    store = redisStore({ url: redis.url }, { prefix, clock });
    other = redisStore({ url: redis.url }, { prefix });
    hinted = [];
  });
  afterEach(() => Promise.all([store.close(), other.close()]));

  /** One look, and the hints that it sends. */
  async function look(): Promise<readonly string[]> {
    hinted.length = 0;
    const marker = `marker ${Math.random()}`;
    await other.accept(marker, [entry], minute);
    await eventually("the marker's own hint", () => hinted.includes(marker));
    hinted.length = 0;
    await clock.advance(1000);
    await eventually("the marker", () => hinted.includes(marker));
    await other.claim(minute, marker);
    return hinted.filter((key) => !key.startsWith("marker"));
  }

  test("hints repeatedly at calls whose entries came before anyone watched, until they are claimed", async () => {
    await other.accept("call", [entry], minute);
    await store.watch((key) => hinted.push(key));
    expect(await look()).toEqual(["call"]);
    expect(await look()).toEqual(["call"]);
    await other.claim(minute, "call");
    expect(await look()).toEqual([]);
  });

  test("hints at an expired lease, and at a due timer of a call that is not held", async () => {
    await store.watch((key) => hinted.push(key));
    await other.claim(1, "dead");
    const held = await other.claim(minute, "late");
    await other.commit(held?.lease ?? { key: "", fence: 0 }, { record: 1, timers: { tick: 1 }, release: true }, minute);
    await eventually("both wait", async () => (await look()).length === 2);
  });

  test("does not hint at a forgotten call, so that no claim revives it", async () => {
    await store.watch((key) => hinted.push(key));
    await other.accept("gone", [entry], 1);
    await eventually("it is forgotten", async () => !(await look()).includes("gone"));
    expect(await look()).toEqual([]);
    expect(await other.accept("gone", [entry], minute)).toBe(1);
  });
});
