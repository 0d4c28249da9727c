import type { StoreCase } from "./store-case.js";
import { storeContext } from "./store-context.js";
import type { StoreSuiteOptions, StoreUnderTest } from "./store-under-test.js";

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
