import { describe, test } from "vitest";
import { type StoreCase, storeContext } from "./stage/store-case.js";
import type { StoreSuiteOptions, StoreUnderTest } from "./stage/store-under-test.js";
import { storeCases } from "./store-cases.js";

/**
 * Registers every promise of a store with Vitest, as a test.
 * @param name the name of the group of tests.
 * @param makeStore makes a fresh store for one test.
 */
export function storeSuite(
  name: string,
  makeStore: () => Promise<StoreUnderTest>,
  options: StoreSuiteOptions = {},
): void {
  const timeout = 60_000;
  const groups = new Set(storeCases.map(({ group }) => group));
  describe(name, () => {
    for (const group of groups) {
      describe(group, () => {
        for (const one of storeCases.filter((each) => each.group === group)) {
          test(one.name, { timeout }, async (task) => {
            const outcome = await runStoreCase(one, makeStore, options);
            if (outcome === "left out") task.skip(`the store under test has no ${one.needs}()`);
          });
        }
      });
    }
  });
}

/**
 * Runs one case on its own store.
 * @returns `"left out"` when the store under test does not supply what the case needs.
 * @throws the failed assertion when the promise is broken.
 */
export async function runStoreCase(
  { needs, run }: StoreCase,
  makeStore: () => Promise<StoreUnderTest>,
  options: StoreSuiteOptions = {},
): Promise<"kept" | "left out"> {
  const under = await makeStore();
  try {
    if (needs === "size" && !under.size) return "left out";
    if (needs === "lose" && !under.lose) return "left out";
    if (needs === "stall" && !(under.stall && under.restore)) return "left out";
    if (needs === "outage" && !(under.outage && under.restore)) return "left out";
    await run(storeContext(under, options));
    return "kept";
  } finally {
    // A case may end, or fail, while the backend is away, and the next case needs it.
    await under.restore?.();
    await under.dispose();
  }
}
