import { describe, test } from "vitest";
import { runStoreCase } from "./run-store-case.js";
import { storeCases } from "./store-cases.js";
import type { StoreSuiteOptions, StoreUnderTest } from "./store-under-test.js";

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
