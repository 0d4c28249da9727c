import type { AdapterCase } from "./adapter-case.js";
import { LeftOut, openStage } from "./adapter-context.js";
import type { AdapterSuiteOptions, AdapterUnderTest, BotUnderTest } from "./adapter-under-test.js";
import { whyLeftOut } from "./left-out.js";

/**
 * Runs one case on an adapter of its own.
 * @returns `"kept"`, or why the case was left out: the adapter does not have what it is about, or the adapter under test does not
 * bring along what the case needs.
 * @throws whatever says that the promise is not kept.
 */
export async function runAdapterCase(
  { needs, run }: AdapterCase,
  setup: (bot: BotUnderTest) => Promise<AdapterUnderTest>,
  options: AdapterSuiteOptions = {},
): Promise<"kept" | { readonly leftOut: string }> {
  await using stage = await openStage(setup, options);
  const { context } = stage;
  const leftOut = whyLeftOut(needs, context.under, options);
  if (leftOut !== undefined) return { leftOut };
  try {
    await run(context);
    return "kept";
  } catch (error) {
    if (error instanceof LeftOut) return { leftOut: error.message };
    throw error;
  }
}
