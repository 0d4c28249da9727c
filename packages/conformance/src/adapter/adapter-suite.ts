import { describe, test } from "vitest";
import { adapterCases } from "./adapter-cases.js";
import type { AdapterCase } from "./stage/adapter-case.js";
import { LeftOut, openStage } from "./stage/adapter-context.js";
import type { AdapterSuiteOptions, AdapterUnderTest, BotUnderTest } from "./stage/adapter-under-test.js";
import { whyLeftOut } from "./stage/left-out.js";

/**
 * Registers every promise of an adapter with Vitest, as a test.
 * @param name the name of the group of tests.
 * @param setup makes a fresh adapter, with its own cloud, for one test.
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
            if (outcome === "kept") return;
            // Reports in JSON have no notes of skipped tests, but they have this.
            Object.assign(task.task.meta, { leftOut: outcome.leftOut });
            task.skip(outcome.leftOut);
          });
        }
      });
    }
  });
}

/**
 * Runs one case on its own adapter.
 * @returns `"kept"`, or why the case was left out: the adapter does not support what it tests, or the adapter under test does not supply
 * what the case needs.
 * @throws the failed assertion when the promise is broken.
 */
export async function runAdapterCase(
  { needs, run }: AdapterCase,
  setup: (bot: BotUnderTest) => Promise<AdapterUnderTest>,
  options: AdapterSuiteOptions = {},
): Promise<"kept" | { readonly leftOut: string }> {
  const stage = await openStage(setup, options);
  try {
    const leftOut = whyLeftOut(needs, stage.context.under, options);
    if (leftOut !== undefined) return { leftOut };
    await run(stage.context);
    return "kept";
  } catch (error) {
    if (error instanceof LeftOut) return { leftOut: error.message };
    throw error;
  } finally {
    await stage[Symbol.asyncDispose]();
  }
}
