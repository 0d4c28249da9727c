import { describe, test } from "vitest";
import { adapterCases } from "./adapter-cases.js";
import type { AdapterSuiteOptions, AdapterUnderTest, BotUnderTest } from "./adapter-under-test.js";
import { runAdapterCase } from "./run-adapter-case.js";

/**
 * Registers with Vitest every promise that an adapter has to keep, as a test.
 * @param name what the tests go by.
 * @param setup makes a fresh adapter, with a cloud of its own, for one test.
 */
export function adapterSuite(
  name: string,
  setup: (bot: BotUnderTest) => Promise<AdapterUnderTest>,
  options: AdapterSuiteOptions = {},
): void {
  const timeout = 60_000;
  const groups = new Set(adapterCases.map(({ group }) => group));
  describe(name, () => {
    for (const group of groups) {
      describe(group, () => {
        for (const one of adapterCases.filter((each) => each.group === group)) {
          test(one.name, { timeout }, async (task) => {
            const outcome = await runAdapterCase(one, setup, options);
            if (outcome !== "kept") task.skip(outcome.leftOut);
          });
        }
      });
    }
  });
}
