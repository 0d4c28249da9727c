import { setTimeout } from "node:timers/promises";
import type { StoreContext } from "./store-case.js";
import type { StoreSuiteOptions, StoreUnderTest } from "./store-under-test.js";

/** No case takes this long. */
const longMs = 10 * 60_000;
/** Between two questions of `eventually`, ms. */
const stepMs = 20;

/** What a case has to work with, made of what the author of the store brings along. */
export function storeContext(under: StoreUnderTest, options: StoreSuiteOptions = {}): StoreContext {
  const { shortMs = 200, toleranceMs = 5000, failsWithinMs = 5000 } = options;
  const pass = (ms: number): Promise<void> => (under.advance ? under.advance(ms) : setTimeout(ms));
  let keys = 0;
  return {
    store: under.store,
    other: under.other ?? under.store,
    shortMs,
    longMs,
    failsWithinMs,
    newKey: () => `call-${++keys}`,
    pass,
    async eventually(what, ask) {
      for (let waited = 0; ; waited += stepMs) {
        const answer = await ask();
        if (answer !== undefined) return answer;
        if (waited > shortMs + toleranceMs) throw new Error(`${what}: not within ${shortMs} + ${toleranceMs} ms`);
        await pass(stepMs);
      }
    },
    outage: () => brought(under.outage, "outage")(),
    restore: () => brought(under.restore, "restore")(),
    stall: () => brought(under.stall, "stall")(),
    lose: () => brought(under.lose, "lose")(),
    size: () => brought(under.size, "size")(),
  };
}

function brought<T>(method: T | undefined, name: string): T {
  if (method === undefined) throw new Error(`the store under test has no ${name}()`);
  return method;
}
