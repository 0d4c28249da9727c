import { expect, test } from "vitest";
import { manualClock } from "../base/clock.js";
import { countingClock } from "../testing/counting-clock.fixture.js";
import { AliasBook, memoryStore } from "./memory-store.js";
import type { Entry, Lease } from "./store.js";
import { TimerQueue } from "./timer-queue.js";

const hour = 60 * 60_000;
const entry = (id: string): Entry => ({ id, body: { of: id } });
const ids = (entries: readonly Entry[] | undefined) => entries?.map(({ id }) => id);

function stage() {
  const clock = manualClock({ settle: async () => {} });
  const store = memoryStore({ clock });
  const hints: string[] = [];
  const claim = async (key: string, ms = 1000) => {
    const held = await store.claim(ms, key);
    if (!held) throw new Error(`${key} is held by somebody`);
    return held;
  };
  return { clock, store, hints, claim, listen: () => store.watch((key) => void hints.push(key)) };
}

test("entries are taken once each, in order of arrival, and shown until a commit has applied them", async () => {
  const { store, claim } = stage();
  expect(await store.accept("c", [entry("a"), entry("b"), entry("a")], hour)).toBe(2);
  expect(await store.accept("c", [entry("b"), entry("c")], hour)).toBe(1);
  const held = await claim("c");
  expect(ids(held.inbox)).toEqual(["a", "b", "c"]);
  expect(ids((await store.commit(held.lease, { applied: ["a", "c"] }, 1000))?.inbox)).toEqual(["b"]);
  expect(await store.accept("c", [entry("a")], hour)).toBe(0);
});

test("entries that came since the last look are in what a commit returns", async () => {
  const { store, claim } = stage();
  const { lease } = await claim("c");
  await store.accept("c", [entry("a")], hour);
  expect(ids((await store.commit(lease, { record: 1 }, 1000))?.inbox)).toEqual(["a"]);
});

test("a claim has the call alone until its lease runs out or is given back", async () => {
  const { store, clock, claim } = stage();
  const first = await claim("c");
  expect(first).toMatchObject({ record: undefined, takenOver: false });
  expect(await store.claim(1000, "c")).toBeUndefined();
  await clock.advance(1000);
  const second = await claim("c");
  expect(second.takenOver).toBe(true);
  expect(second.lease.fence).toBeGreaterThan(first.lease.fence);
  await store.commit(second.lease, { release: true }, 1000);
  expect((await claim("c")).takenOver).toBe(false);
});

test("nothing is written under a lease that was lost or given back", async () => {
  const { store, clock, claim } = stage();
  const { lease: old } = await claim("c");
  await clock.advance(1000);
  const { lease } = await claim("c");
  expect(await store.commit(old, { record: "old", timers: { t: 1 } }, 1000)).toBeUndefined();
  expect(await store.read("c")).toBeUndefined();
  expect(await store.renew([old, lease], 1000)).toEqual([lease]);
  await store.commit(lease, { record: "new", release: true }, 1000);
  expect(await store.commit(lease, { record: "newer" }, 1000)).toBeUndefined();
  expect(await store.renew([lease], 1000)).toEqual([]);
  expect(await store.read("c")).toBe("new");
});

test("a lease that ran out still stands while the call is not claimed", async () => {
  const { store, clock, claim } = stage();
  const { lease } = await claim("c");
  await clock.advance(5000);
  expect(await store.renew([lease], 1000)).toEqual([lease]);
  expect(await store.claim(1000, "c")).toBeUndefined();
});

test("commits and renewals make a lease longer", async () => {
  const { store, clock, claim } = stage();
  const { lease } = await claim("c");
  await clock.advance(900);
  await store.commit(lease, { record: 1 }, 1000);
  await clock.advance(900);
  await store.renew([lease], 1000);
  await clock.advance(900);
  expect(await store.claim(1000, "c")).toBeUndefined();
});

test("a timer is due after its time, once, and is shown until a commit sets or clears it", async () => {
  const { store, clock, claim, hints, listen } = stage();
  const { lease } = await claim("c", hour);
  await store.commit(lease, { timers: { a: 100, b: 200 } }, hour);
  await listen();
  await clock.advance(100);
  expect(hints).toEqual(["c"]);
  expect((await store.commit(lease, {}, hour))?.due).toEqual(["a"]);
  expect((await store.commit(lease, { timers: { a: 50, b: null } }, hour))?.due).toEqual([]);
  await clock.advance(500);
  expect((await store.commit(lease, {}, hour))?.due).toEqual(["a"]);
  expect((await store.commit(lease, { timers: { a: null } }, hour))?.due).toEqual([]);
});

test("setting a timer anew forgets its former time", async () => {
  const { store, clock, claim } = stage();
  const { lease } = await claim("c", hour);
  await store.commit(lease, { timers: { a: 100 } }, hour);
  await store.commit(lease, { timers: { a: 300 } }, hour);
  await clock.advance(299);
  expect((await store.commit(lease, {}, hour))?.due).toEqual([]);
  await clock.advance(1);
  expect((await store.commit(lease, {}, hour))?.due).toEqual(["a"]);
});

test("what needs a look is found without its name: entries, timers, leases that ran out; and nothing else", async () => {
  const { store, clock, claim } = stage();
  const give = async (lease: Lease, timers = {}) =>
    void (await store.commit(lease, { record: 1, timers, release: true }, 1000));
  await give((await claim("quiet")).lease);
  await give((await claim("timed")).lease, { t: 100 });
  await claim("lost", 50);
  await store.accept("news", [entry("a")], hour);
  const found: string[] = [];
  const look = async () => {
    for (let held = await store.claim(hour); held; held = await store.claim(hour)) found.push(held.lease.key);
  };
  await look();
  expect(found).toEqual(["news"]);
  await clock.advance(100);
  await look();
  expect(found.sort()).toEqual(["lost", "news", "timed"]);
});

test("what comes while a call is given back is looked at by the next", async () => {
  const { store, claim, hints, listen } = stage();
  const { lease } = await claim("c");
  await store.accept("c", [entry("a")], hour);
  await listen();
  await store.commit(lease, { record: 1, release: true }, 1000);
  expect(hints).toEqual(["c"]);
  expect((await store.claim(1000))?.lease.key).toBe("c");
});

test("a call is forgotten, with what was seen of it, when it was said; a commit before that keeps it", async () => {
  const { store, clock, claim } = stage();
  await store.accept("c", [entry("a")], hour);
  const { lease } = await claim("c", 10 * hour);
  await store.commit(lease, { record: 1, applied: ["a"], timers: { t: 2 * hour }, forgetInMs: 100 }, 10 * hour);
  await clock.advance(50);
  await store.commit(lease, { record: 2, forgetInMs: 100 }, 10 * hour);
  await clock.advance(99);
  expect(await store.read("c")).toBe(2);
  await clock.advance(1);
  expect(await store.read("c")).toBeUndefined();
  expect((await store.list()).keys).toEqual([]);
  expect(await store.commit(lease, { record: 3 }, 1000)).toBeUndefined();
  expect(await store.accept("c", [entry("a")], hour)).toBe(1);
  await clock.advance(3 * hour);
  expect(await store.claim(1000)).toBeUndefined();
});

test("what belongs to no call is remembered as long as was said, and no longer", async () => {
  const { store, clock } = stage();
  await store.accept("c", [entry("a")], 100);
  await clock.advance(99);
  expect(await store.accept("c", [entry("a")], 100)).toBe(0);
  await clock.advance(1);
  expect(await store.claim(1000)).toBeUndefined();
  expect(await store.accept("c", [entry("a")], 100)).toBe(1);
});

test("a name belongs to the first call that it is bound to, for so long", async () => {
  const { store, clock } = stage();
  expect(await store.resolve("n")).toBeUndefined();
  expect(await store.bind("n", "a", 100)).toBe("a");
  expect(await store.bind("n", "b", 1000)).toBe("a");
  expect(await store.resolve("n")).toBe("a");
  await clock.advance(100);
  expect(await store.resolve("n")).toBeUndefined();
  expect(await store.bind("n", "b", 100)).toBe("b");
});

test("only calls that have a record are listed", async () => {
  const { store, claim } = stage();
  await store.accept("news", [entry("a")], hour);
  const { lease } = await claim("c");
  await store.commit(lease, { record: 1 }, 1000);
  expect((await store.list()).keys).toEqual(["c"]);
});

test("hints come for entries, to everybody who listens, and for repeats not at all", async () => {
  const { store, hints, listen } = stage();
  const stop = await listen();
  await listen();
  await store.accept("c", [entry("a")], hour);
  await store.accept("c", [entry("a")], hour);
  expect(hints).toEqual(["c", "c"]);
  await stop();
  await store.accept("c", [entry("b")], hour);
  expect(hints).toEqual(["c", "c", "c"]);
});

test("a closed store sends no hints and runs no timers", async () => {
  const { store, clock, claim, hints, listen } = stage();
  await listen();
  const { lease } = await claim("c");
  await store.commit(lease, { timers: { t: 10 } }, 1000);
  await store.close();
  await clock.advance(100);
  expect(hints).toEqual([]);
});

const still = { settle: async () => {} };
const dayMs = 24 * 60 * 60_000;

function book() {
  const clock = countingClock(still);
  return { clock, aliases: new AliasBook(clock, new TimerQueue(clock)) };
}

test("a name stands for the key that it was first bound to, for its time and no longer", async () => {
  const { clock, aliases } = book();
  expect(aliases.bind("a", "k1", 1000)).toBe("k1");
  expect(aliases.bind("a", "k2", 1000)).toBe("k1");
  await clock.advance(999);
  expect(aliases.resolve("a")).toBe("k1");
  await clock.advance(1);
  expect(aliases.resolve("a")).toBeUndefined();
  expect(aliases.bind("a", "k2", 1000)).toBe("k2");
});

test("names that are out of date are thrown away, and then no timer is left", async () => {
  const { clock, aliases } = book();
  for (let count = 0; count < 100; count++) aliases.bind(`a${count}`, "k", dayMs);
  expect(clock.waiting()).toBe(1);
  await clock.advance(2 * dayMs);
  expect(clock.waiting()).toBe(0);
});
