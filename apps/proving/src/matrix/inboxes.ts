import { setTimeout as pause } from "node:timers/promises";
import { redisStore } from "@trunkline/redis";
import type { World } from "../processes/world.js";

/** A claim of our own is for looking, ms. */
const leaseMs = 1000;
/** Long: the machine may be busy. */
const timeoutMs = 20_000;
const tries = 100;
const againMs = 100;

/** What is left in the inboxes of calls, by the store's own contract; `undefined` for one that somebody does not let go. */
export async function inboxesOf(
  world: World,
  calls: readonly string[],
): Promise<ReadonlyMap<string, readonly string[] | undefined>> {
  const store = redisStore({ url: world.redisUrl }, { prefix: world.prefix, timeoutMs });
  try {
    const inboxes = new Map<string, readonly string[] | undefined>();
    for (const call of calls) {
      inboxes.set(call, undefined);
      for (let left = tries; left > 0 && inboxes.get(call) === undefined; left--) {
        const held = await store.claim(leaseMs, call);
        if (!held) {
          await pause(againMs);
          continue;
        }
        inboxes.set(
          call,
          held.inbox.map(({ id }) => id),
        );
        await store.commit(held.lease, { release: true, forgetInMs: 60_000 }, leaseMs);
      }
    }
    return inboxes;
  } finally {
    await store.close();
  }
}
