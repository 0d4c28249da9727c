import { manualClock, memoryStore, type Store } from "@trunkline/core";
import { describe, expect, test } from "vitest";
import { type BrokenStore, soundOrBroken } from "./broken/broken-store.fixture.js";
import { forgetful } from "./broken/forgetful.fixture.js";
import { generous } from "./broken/generous.fixture.js";
import { halfDone } from "./broken/half-done.fixture.js";
import { cuttable, hoarding, lost } from "./broken/hoarding.fixture.js";
import { late } from "./broken/late.fixture.js";
import { losing, stalling } from "./broken/losing.fixture.js";
import { silent } from "./broken/silent.fixture.js";
import type { StoreCase, StoreGroup } from "./stage/store-case.js";
import type { StoreUnderTest } from "./stage/store-under-test.js";
import { storeCases } from "./store-cases.js";
import { runStoreCase } from "./store-suite.js";

const broken: readonly BrokenStore[] = [...forgetful, ...generous, ...halfDone, ...silent, ...late, ...hoarding];

async function failing(group: StoreGroup, makeStore: () => Promise<StoreUnderTest>): Promise<readonly StoreCase[]> {
  const failed: StoreCase[] = [];
  for (const one of storeCases.filter((each) => each.group === group)) {
    await runStoreCase(one, makeStore, { toleranceMs: 1000, failsWithinMs: 50 }).catch(() => failed.push(one));
  }
  return failed;
}

/** A store in memory whose backend can go away; with `stays` it never comes back. */
function withOutage(without?: () => Promise<never>, stays = false): () => Promise<StoreUnderTest> {
  return async () => {
    const clock = manualClock();
    const { store, cut } = cuttable(memoryStore({ clock }), without);
    return {
      store,
      advance: clock.advance,
      outage: async () => cut(true),
      restore: async () => cut(stays),
      dispose: () => store.close(),
    };
  };
}

describe("each broken store fails the group of the promise that it breaks", () => {
  test.for(broken.map((store) => [`${store.group}: a store that ${store.name}`, store] as const))(
    "%s",
    async ([, store]) => {
      expect(await failing(store.group, soundOrBroken(store.break))).not.toEqual([]);
    },
  );

  test.for(lost.map((store) => [`loss of the engine: a store that ${store.name}`, store] as const))(
    "%s",
    async ([, store]) => {
      expect(await failing("loss of the engine", withOutage(store.without))).not.toEqual([]);
    },
  );

  test("loss of the engine: a store that does not come back", async () => {
    expect(await failing("loss of the engine", withOutage(undefined, true))).toHaveLength(2);
  });
});

test("a backend that grows with every call fails the size case", async () => {
  let calls = 0;
  const growing = async (): Promise<StoreUnderTest> => {
    const under = await soundOrBroken((sound) => ({
      claim: (ms, key) => sound.claim(ms, key).finally(() => void calls++),
    }))();
    return { ...under, size: async () => calls };
  };
  expect((await failing("retention", growing)).map(({ needs }) => needs)).toEqual(["size"]);
});

test.each([
  [
    "renews leases that it has lost",
    (sound: Store): Partial<Store> => ({ renew: (leases, ms) => sound.renew(leases, ms).then(() => leases) }),
  ],
  [
    "accepts commits for records that it has lost",
    (): Partial<Store> => ({ commit: async () => ({ inbox: [], due: [] }) }),
  ],
] as const)("loss of the engine: a store that %s", async (_name, spoil) => {
  expect((await failing("loss of the engine", losing(spoil))).map(({ needs }) => needs)).toContain("lose");
});

test.each([
  ["never gives out a call after a claim for it has failed", "forgotten"],
  ["gives out such a call only by key", "named"],
  ["gives out such a call twice", "given twice"],
] as const)("loss of the engine: a store that %s", async (_name, known) => {
  expect((await failing("loss of the engine", stalling(known))).map(({ needs }) => needs)).toEqual(["stall"]);
});

test("a store that knows which of its claims are in doubt passes", async () => {
  expect(await failing("loss of the engine", stalling("kept"))).toEqual([]);
});

test("a store that has lost everything, and reports it, passes", async () => {
  const failed = await failing("loss of the engine", losing());
  expect(failed.filter(({ needs }) => needs === "lose")).toEqual([]);
});

test("a store that fails while its backend is gone, and recovers with it, passes", async () => {
  expect(await failing("loss of the engine", withOutage())).toEqual([]);
});

test("every case fails for at least one broken store", { timeout: 30_000 }, async () => {
  const found = new Set<StoreCase>();
  for (const store of broken) for (const one of await failing(store.group, soundOrBroken(store.break))) found.add(one);
  const unable = storeCases.filter((one) => one.needs === undefined && !found.has(one));
  expect(unable.map(({ group, name }) => `${group}: ${name}`)).toEqual([]);
});
