import { describe, test } from "vitest";
import { type StoreCase, storeContext } from "./stage/store-case.js";
import type { StoreSuiteOptions, StoreUnderTest } from "./stage/store-under-test.js";
import { storeCases } from "./store-cases.js";

/**
 * Registers with Vitest every promise that a store has to keep, as a test.
 * @param name what the tests go by.
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
            if (outcome === "left out") task.skip(`the store under test brings no ${one.needs}()`);
          });
        }
      });
    }
  });
}

/**
 * Runs one case on a store of its own.
 * @returns `"left out"` when the store under test does not bring along what the case needs.
 * @throws whatever says that the promise is not kept.
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
    // A case may end, or fail, while the backend is away: the next one needs it.
    await under.restore?.();
    await under.dispose();
  }
}
