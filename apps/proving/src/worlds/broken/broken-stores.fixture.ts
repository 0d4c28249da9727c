import type { Entry, Held, Store, Waiting } from "@trunkline/core";
import { expect } from "vitest";
import { playSeed } from "../play-seeds.js";
import { describeBroken } from "../report.js";
import type { WorldProvider } from "../stage/cloud.js";
import { openHarness } from "../stage/harness.js";
import type { WorldOptions } from "../stage/world.js";

/** Enough to detect everything that is broken on purpose here, several times over. */
const mostSeeds = 40;

/**
 * Plays worlds with a broken part until they detect a violation of the promise, on this provider if one is given.
 * @returns the violation, with its seed.
 */
export async function worldsFind(
  promise: string,
  { on, ...options }: Pick<WorldOptions, "spoilStore"> & { readonly on?: WorldProvider } = {},
): Promise<string> {
  await using harness = await openHarness();
  for (let seed = 1; seed <= mostSeeds; seed++) {
    const all = (await playSeed(harness, seed, options)).violations;
    const violations = all.filter(({ provider }) => on === undefined || provider === on);
    if (violations.some((violation) => violation.promise === promise)) return describeBroken({ seed, violations });
  }
  return expect.fail(`${mostSeeds} worlds detected no violation of "${promise}"`);
}

/** A store that treats every entry as new: each repeat gets its own place in the inbox. */
export function withoutDeduplication(store: Store): Store {
  let repeats = 0;
  const mark = " repeat ";
  const show = <T extends Waiting>(waiting: T): T => ({
    ...waiting,
    inbox: waiting.inbox.map((entry) => ({ ...entry, id: entry.id.split(mark)[0] ?? entry.id })),
  });
  /** The inbox as the holder of each call last saw it. */
  const inbox = new Map<string, Entry[]>();
  const remember = <T extends Waiting>(key: string, waiting: T): T => {
    inbox.set(key, [...waiting.inbox]);
    return show(waiting);
  };
  return {
    ...store,
    accept: (key, entries, rememberMs) =>
      store.accept(
        key,
        entries.map((entry) => ({ ...entry, id: `${entry.id}${mark}${++repeats}` })),
        rememberMs,
      ),
    async claim(leaseMs, key) {
      const held = await store.claim(leaseMs, key);
      return held && remember(held.lease.key, held);
    },
    async commit(lease, change, leaseMs) {
      const { applied = [] } = change;
      const waiting = inbox.get(lease.key) ?? [];
      const real = waiting.map(({ id }) => id).filter((id) => applied.includes(id.split(mark)[0] ?? id));
      const left = await store.commit(lease, { ...change, applied: real }, leaseMs);
      return left && remember(lease.key, left);
    },
  };
}

/** A store that gives a call to every claim, and accepts every commit. */
export function withoutLeases(store: Store): Store {
  const newest = new Map<string, number>();
  const note = (held: Held | undefined) => {
    if (held) newest.set(held.lease.key, held.lease.fence);
    return held;
  };
  return {
    ...store,
    // The lease expires with the next step of the clock.
    claim: async (_leaseMs, key) => note(await store.claim(1, key)),
    commit: (lease, change) => store.commit({ ...lease, fence: newest.get(lease.key) ?? lease.fence }, change, 1),
    renew: async (leases) => leases,
  };
}
