import type { Clock, Store } from "@trunkline/core";
import type { Engine } from "../engine.js";
import type { Hints } from "../hints/hints.js";

/**
 * All watchers of a store share one subscription. It is waited for, but not longer than a method may take: without Redis
 * an instance can start all the same, and hears as soon as it is there.
 */
export function watch(engine: Engine, hints: Hints, clock: Clock, timeoutMs: number): Store["watch"] {
  let subscribed: Promise<void> | undefined;
  return async (changed) => {
    const stop = hints.add(changed);
    const { shards, hintsOf } = engine.layout;
    subscribed ??= engine.connection.subscribe(
      shards.map(hintsOf),
      (message) => hints.hear(message),
      () => hints.tellHolders(),
    );
    const late = new Promise<void>((resolve) => clock.setTimer(timeoutMs, resolve));
    await Promise.race([subscribed.catch(() => {}), late]);
    return async () => stop();
  };
}
