import { expect, test } from "vitest";
import { entry, hour, storeStage } from "../testing/store-stage.fixture.js";
import type { Entry } from "./store.js";

const ids = (entries: readonly Entry[] | undefined) => entries?.map(({ id }) => id);

test("entries are taken once each, in order of arrival, and shown until a commit has applied them", async () => {
  const { store, claim } = storeStage();
  expect(await store.accept("c", [entry("a"), entry("b"), entry("a")], hour)).toBe(2);
  expect(await store.accept("c", [entry("b"), entry("c")], hour)).toBe(1);
  const held = await claim("c");
  expect(ids(held.inbox)).toEqual(["a", "b", "c"]);
  expect(ids((await store.commit(held.lease, { applied: ["a", "c"] }, 1000))?.inbox)).toEqual(["b"]);
  expect(await store.accept("c", [entry("a")], hour)).toBe(0);
});

test("entries that came since the last look are in what a commit returns", async () => {
  const { store, claim } = storeStage();
  const { lease } = await claim("c");
  await store.accept("c", [entry("a")], hour);
  expect(ids((await store.commit(lease, { record: 1 }, 1000))?.inbox)).toEqual(["a"]);
});

test("a claim has the call alone until its lease runs out or is given back", async () => {
  const { store, clock, claim } = storeStage();
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
  const { store, clock, claim } = storeStage();
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
  const { store, clock, claim } = storeStage();
  const { lease } = await claim("c");
  await clock.advance(5000);
  expect(await store.renew([lease], 1000)).toEqual([lease]);
  expect(await store.claim(1000, "c")).toBeUndefined();
});

test("commits and renewals make a lease longer", async () => {
  const { store, clock, claim } = storeStage();
  const { lease } = await claim("c");
  await clock.advance(900);
  await store.commit(lease, { record: 1 }, 1000);
  await clock.advance(900);
  await store.renew([lease], 1000);
  await clock.advance(900);
  expect(await store.claim(1000, "c")).toBeUndefined();
});

test("a timer is due after its time, once, and is shown until a commit sets or clears it", async () => {
  const { store, clock, claim, hints, listen } = storeStage();
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
  const { store, clock, claim } = storeStage();
  const { lease } = await claim("c", hour);
  await store.commit(lease, { timers: { a: 100 } }, hour);
  await store.commit(lease, { timers: { a: 300 } }, hour);
  await clock.advance(299);
  expect((await store.commit(lease, {}, hour))?.due).toEqual([]);
  await clock.advance(1);
  expect((await store.commit(lease, {}, hour))?.due).toEqual(["a"]);
});

test("a call is forgotten, with what was seen of it, when it was said; a commit before that keeps it", async () => {
  const { store, clock, claim } = storeStage();
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
  const { store, clock } = storeStage();
  await store.accept("c", [entry("a")], 100);
  await clock.advance(99);
  expect(await store.accept("c", [entry("a")], 100)).toBe(0);
  await clock.advance(1);
  expect(await store.claim(1000)).toBeUndefined();
  expect(await store.accept("c", [entry("a")], 100)).toBe(1);
});

test("a name belongs to the first call that it is bound to, for so long", async () => {
  const { store, clock } = storeStage();
  expect(await store.resolve("n")).toBeUndefined();
  expect(await store.bind("n", "a", 100)).toBe("a");
  expect(await store.bind("n", "b", 1000)).toBe("a");
  expect(await store.resolve("n")).toBe("a");
  await clock.advance(100);
  expect(await store.resolve("n")).toBeUndefined();
  expect(await store.bind("n", "b", 100)).toBe("b");
});

test("only calls that have a record are listed", async () => {
  const { store, claim } = storeStage();
  await store.accept("news", [entry("a")], hour);
  const { lease } = await claim("c");
  await store.commit(lease, { record: 1 }, 1000);
  expect((await store.list()).keys).toEqual(["c"]);
});

test("a timer without time left is due at once", async () => {
  const { store, claim } = storeStage();
  const { lease } = await claim("c");
  const waiting = await store.commit(lease, { timers: { now: 0, past: -1, later: 1 } }, 1000);
  expect(waiting?.due).toEqual(["now", "past"]);
});

test("clearing one timer that is due leaves the others due", async () => {
  const { store, claim } = storeStage();
  const { lease } = await claim("c");
  await store.commit(lease, { timers: { a: 0, b: 0, c: 0 } }, 1000);
  expect((await store.commit(lease, { timers: { b: null } }, 1000))?.due).toEqual(["a", "c"]);
});

test("a claim says for how long the oldest entry has waited, and nothing when no entry waits", async () => {
  const { store, clock, claim } = storeStage();
  await store.accept("c", [entry("a")], hour);
  await clock.advance(200);
  await store.accept("c", [entry("b")], hour);
  await clock.advance(100);
  const held = await claim("c");
  expect(held.waitedMs).toBe(300);
  await store.commit(held.lease, { applied: ["a", "b"], release: true }, 1000);
  const again = await claim("c");
  expect(again.waitedMs).toBeUndefined();
  await store.accept("c", [entry("d")], hour);
  await clock.advance(1000);
  expect((await claim("c")).waitedMs).toBe(1000);
});

test("a call that is held is not forgotten for want of a record, and neither is one with a record", async () => {
  const { store, clock, claim } = storeStage();
  const { lease } = await claim("held", 10 * hour);
  await store.accept("held", [entry("a")], 100);
  const { lease: other } = await claim("recorded");
  await store.commit(other, { record: 1, release: true }, 1000);
  await store.accept("recorded", [entry("a")], 100);
  await clock.advance(200);
  expect(ids((await store.commit(lease, {}, hour))?.inbox)).toEqual(["a"]);
  expect(await store.read("recorded")).toBe(1);
});

test("the memory of a call without a record ends at the time of its first entry", async () => {
  const { store, clock } = storeStage();
  await store.accept("c", [entry("a")], 100);
  await clock.advance(60);
  await store.accept("c", [entry("b")], 100);
  await clock.advance(40);
  expect(await store.accept("c", [entry("a")], 100)).toBe(1);
});

test("a timer that was set anew can be cleared", async () => {
  const { store, clock, claim } = storeStage();
  const { lease } = await claim("c", hour);
  for (const ms of [100, 200, 300, null]) await store.commit(lease, { timers: { a: ms } }, hour);
  await clock.advance(500);
  expect((await store.commit(lease, {}, hour))?.due).toEqual([]);
});

test("the timers of a forgotten call do not bring it back", async () => {
  const { store, clock, claim } = storeStage();
  const { lease } = await claim("c");
  await store.commit(lease, { record: 1, timers: { t: 200 }, forgetInMs: 100, release: true }, 1000);
  await clock.advance(300);
  expect(await store.claim(1000)).toBeUndefined();
});
