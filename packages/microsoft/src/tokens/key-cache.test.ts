import { createSecretKey, type KeyObject } from "node:crypto";
import { CallingError, type Clock, manualClock } from "@trunkline/core";
import { expect, test } from "vitest";
import { createKeyCache } from "./key-cache.js";
import type { Keys } from "./key-set.js";

function startCache(load: () => Promise<Keys>) {
  const clock = manualClock();
  let timers = 0;
  const counting: Clock = {
    now: clock.now,
    setTimer(ms, run) {
      timers++;
      return clock.setTimer(ms, run);
    },
  };
  const cache = createKeyCache({ clock: counting, load, refreshMs: 1_000, coolDownMs: 100 });
  return { cache, clock, timers: () => timers };
}

test("starting twice refreshes once", async () => {
  const { cache, clock, timers } = startCache(async () => new Map());
  cache.start();
  cache.start();
  await clock.advance(3_000);
  expect(timers()).toBe(5);
  cache.stop();
});

test("stopping while a refresh is under way stops the next one too", async () => {
  let loads = 0;
  let finish = () => {};
  const { cache, clock } = startCache(() => {
    loads++;
    return new Promise((resolve) => {
      finish = () => resolve(new Map());
    });
  });
  cache.start();
  await clock.advance(1);
  cache.stop();
  finish();
  await clock.advance(10_000);
  expect(loads).toBe(1);
});

const key = createSecretKey(Buffer.from("a"));

/** A cache whose set has the keys that a test gives it, and how often it was fetched. */
function cacheOf() {
  const clock = manualClock();
  const set = { keys: new Map<string, KeyObject>(), fetches: 0, fails: false as unknown };
  const load = async () => {
    set.fetches++;
    if (set.fails !== false) throw set.fails;
    return new Map(set.keys);
  };
  const cache = createKeyCache({ clock, load, refreshMs: 1_000, coolDownMs: 100 });
  const codeOf = (found: Promise<unknown>) =>
    found.then(
      (value) => (value === undefined ? "missing" : "found"),
      (error: unknown) => (CallingError.is(error) ? error.code : error),
    );
  return { set, cache, clock, find: (id: string) => codeOf(cache.find(id, "anyone")) };
}

test("a key that the last fetch did not bring is missing without waiting, until the next fetch may be made", async () => {
  const { set, clock, find } = cacheOf();
  expect([await find("k"), set.fetches]).toEqual(["missing", 1]);
  set.keys.set("k", key);
  await clock.advance(99);
  expect([await find("k"), set.fetches]).toEqual(["missing", 1]);
  await clock.advance(1);
  expect([await find("k"), set.fetches]).toEqual(["found", 2]);
});

test("a key that was missing is waited for like any other once another fetch was made", async () => {
  const { set, clock, find } = cacheOf();
  await find("k");
  await clock.advance(100);
  await find("other");
  set.keys.set("k", key);
  const waiting = find("k");
  await clock.advance(100);
  expect([await waiting, set.fetches]).toEqual(["found", 3]);
});

test("five hundred wait for a fetch, a hundred of them for one key, and then the places are free again", async () => {
  const { set, clock, cache, find } = cacheOf();
  for (let round = 0; round < 2; round++) {
    await find(`first of ${round}`);
    const waiting = Array.from({ length: 100 }, () => find("k"));
    expect(await find("k")).toBe("unavailable");
    waiting.push(...Array.from({ length: 400 }, (_, nth) => find(`k${nth}`)));
    const hint = "The sender will try again. If this lasts, somebody sends tokens with made-up keys.";
    await expect(cache.find("one more", "anyone")).rejects.toMatchObject({ code: "unavailable", hint });
    set.keys.set("call", key);
    expect(await cache.find("call", "call")).toBe(key);
    set.keys.delete("call");
    await clock.advance(100);
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(["missing"]));
    await cache.refresh();
    await clock.advance(100);
  }
});

test("a fetch that is under way is joined, and does not put off the next", async () => {
  const { set, cache, find } = cacheOf();
  const refreshing = cache.refresh();
  expect([await find("k"), set.fetches]).toEqual(["missing", 1]);
  await refreshing;
  expect([await find("other"), set.fetches]).toEqual(["missing", 2]);
});

test.each([new Error("down"), undefined])(
  "a fetch that fails with %s leaves the keys at hand, and says why the others cannot be had",
  async (why) => {
    const { set, cache, clock, find } = cacheOf();
    set.keys.set("known", key);
    await cache.refresh();
    set.fails = why;
    const hint = "The sender will try again. If this lasts, check that this machine reaches the key server.";
    const cause = why ?? new Error("the fetch failed");
    await expect(cache.find("k", "anyone")).rejects.toMatchObject({ code: "unavailable", hint, cause });
    expect(await find("known")).toBe("found");
    const joined = cache.refresh().catch(() => {});
    expect(await find("k")).toBe("unavailable");
    await joined;
    await clock.advance(100);
    set.fails = false;
    expect(await find("k")).toBe("missing");
  },
);

test("a background refresh that failed is tried again after the cool-down, and a good one after its time", async () => {
  const { set, cache, clock } = cacheOf();
  set.fails = new Error("down");
  cache.start();
  await clock.advance(0);
  await clock.advance(99);
  expect(set.fetches).toBe(1);
  set.fails = false;
  await clock.advance(1);
  expect(set.fetches).toBe(2);
  await clock.advance(999);
  expect(set.fetches).toBe(2);
  await clock.advance(1);
  expect(set.fetches).toBe(3);
  cache.stop();
});

test("stopping lets go of those who wait, and says so", async () => {
  const { cache, find } = cacheOf();
  await find("first");
  const waiting = cache.find("k", "anyone");
  waiting.catch(() => {});
  await Promise.resolve();
  cache.stop();
  await expect(waiting).rejects.toMatchObject({ cause: { message: "this instance is closing" } });
});
