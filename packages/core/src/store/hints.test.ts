import { expect, test } from "vitest";
import { entry, hour, storeStage } from "../testing/store-stage.fixture.js";
import type { Lease } from "./store.js";

test("what needs a look is found without its name: entries, timers, leases that ran out; and nothing else", async () => {
  const { store, clock, claim } = storeStage();
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
  const { store, claim, hints, listen } = storeStage();
  const { lease } = await claim("c");
  await store.accept("c", [entry("a")], hour);
  await listen();
  await store.commit(lease, { record: 1, release: true }, 1000);
  expect(hints).toEqual(["c"]);
  expect((await store.claim(1000))?.lease.key).toBe("c");
});

test("hints come for entries, to everybody who listens, and for repeats not at all", async () => {
  const { store, hints, listen } = storeStage();
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
  const { store, clock, claim, hints, listen } = storeStage();
  await listen();
  const { lease } = await claim("c");
  await store.commit(lease, { timers: { t: 10 } }, 1000);
  await store.close();
  await clock.advance(100);
  expect(hints).toEqual([]);
});

test("there are others when more than one instance listens", async () => {
  const { store, listen } = storeStage();
  expect(store.inProcess).toBe(true);
  await listen();
  expect(store.hasOthers?.()).toBe(false);
  const stop = await listen();
  expect(store.hasOthers?.()).toBe(true);
  await stop();
  expect(store.hasOthers?.()).toBe(false);
});

test("the holder of a call gets no hint for what it accepts itself; everybody else is given one", async () => {
  const { store, claim, hints, listen } = storeStage();
  const { lease } = await claim("c");
  await listen();
  await store.accept("c", [entry("a")], hour, lease);
  expect(hints).toEqual([]);
  await store.accept("c", [entry("b")], hour);
  await store.accept("c", [entry("d")], hour, { ...lease, fence: lease.fence - 1 });
  expect(hints).toEqual(["c", "c"]);
  await store.commit(lease, { release: true }, 1000);
  hints.length = 0;
  await store.accept("c", [entry("e")], hour, lease);
  expect(hints).toEqual(["c"]);
});

test("hints say whether there is work or only a new record", async () => {
  const { store, claim } = storeStage();
  const hints: unknown[] = [];
  await store.watch((key, hint) => void hints.push([key, hint]));
  const { lease } = await claim("c");
  await store.commit(lease, { record: 1 }, 1000);
  expect(hints).toEqual([]);
  await store.commit(lease, { record: 2, announce: true }, 1000);
  await store.accept("c", [entry("a")], hour);
  expect(hints).toEqual([
    ["c", "record"],
    ["c", "work"],
  ]);
});

test("a renewal hints at calls with something waiting, and at no others", async () => {
  const { store, claim, hints, listen } = storeStage();
  const leases = [];
  for (const key of ["quiet", "news", "due"]) leases.push((await claim(key)).lease);
  await store.accept("news", [entry("a")], hour);
  const due = leases[2];
  if (due) await store.commit(due, { timers: { t: 0 } }, 1000);
  await listen();
  expect(await store.renew(leases, 1000)).toHaveLength(3);
  expect(hints).toEqual(["news", "due"]);
});

test("a call that is held is not found without its name, whatever waits for it", async () => {
  const { store, clock, claim } = storeStage();
  const { lease } = await claim("c", hour);
  await store.commit(lease, { timers: { t: 10 } }, hour);
  await clock.advance(10);
  await store.accept("c", [entry("a")], hour);
  expect(await store.claim(1000)).toBeUndefined();
});

test("a call given back with a timer due is looked at by the next", async () => {
  const { store, claim, hints, listen } = storeStage();
  const { lease } = await claim("c");
  await listen();
  await store.commit(lease, { timers: { t: 0 }, release: true }, 1000);
  expect(hints).toEqual(["c"]);
  expect((await store.claim(1000))?.due).toEqual(["t"]);
});

test("a call given back with nothing waiting is not hinted at", async () => {
  const { store, claim, hints, listen } = storeStage();
  const { lease } = await claim("c");
  await listen();
  await store.commit(lease, { record: 1, release: true }, 1000);
  expect(hints).toEqual([]);
  expect(await store.claim(1000)).toBeUndefined();
});

test("a call whose holder renewed its lease late does not hide others that wait", async () => {
  const { store, clock, claim } = storeStage();
  const { lease } = await claim("late");
  await clock.advance(1000);
  await store.accept("late", [entry("a")], hour);
  await store.renew([lease], 1000);
  await store.accept("news", [entry("a")], hour);
  expect((await store.claim(1000))?.lease.key).toBe("news");
});
