import type { CallKey, Held } from "@trunkline/core";
import type { BrokenStore } from "./broken-store.fixture.js";

/** Stores that let a superseded holder write, or keep a legitimate one out. */
export const generous: readonly BrokenStore[] = [
  {
    group: "leases and fencing",
    name: "gives a call to every claim",
    break: (sound) => {
      const given = new Map<CallKey, Held>();
      return {
        async claim(ms, key) {
          const held = (await sound.claim(ms, key)) ?? given.get(key ?? "");
          if (held) given.set(held.lease.key, held);
          return held;
        },
      };
    },
  },
  {
    group: "leases and fencing",
    name: "uses one fence for all claims",
    break: (sound) => {
      const fences = new Map<CallKey, number>();
      const real = (lease: Held["lease"]) => ({ ...lease, fence: fences.get(lease.key) ?? 0 });
      return {
        async claim(ms, key) {
          const held = await sound.claim(ms, key);
          if (held) fences.set(held.lease.key, held.lease.fence);
          return held && { ...held, lease: { ...held.lease, fence: 1 } };
        },
        commit: (lease, change, ms) => sound.commit(real(lease), change, ms),
        renew: async (leases, ms) => {
          const standing = await sound.renew(leases.map(real), ms);
          return leases.filter(({ key }) => standing.some((lease) => lease.key === key));
        },
      };
    },
  },
  {
    group: "leases and fencing",
    name: "reports every lease as valid",
    break: (sound) => ({
      async renew(leases, ms) {
        await sound.renew(leases, ms);
        return leases;
      },
    }),
  },
  {
    group: "leases and fencing",
    name: "renews no lease",
    break: (sound) => ({ renew: async (leases) => sound.renew(leases, 0) }),
  },
  {
    group: "leases and fencing",
    name: "does not renew on commit",
    break: (sound) => ({ commit: (lease, change) => sound.commit(lease, change, 1) }),
  },
  {
    group: "leases and fencing",
    name: "holds calls forever",
    break: (sound) => ({ claim: (ms, key) => sound.claim(ms * 1000, key) }),
  },
  {
    group: "leases and fencing",
    name: "ignores a release",
    break: (sound) => ({ commit: (lease, { release: _, ...change }, ms) => sound.commit(lease, change, ms) }),
  },
  {
    group: "leases and fencing",
    name: "refuses an expired lease although the call was not taken",
    break: (sound, clock) => {
      const until = new Map<CallKey, number>();
      return {
        async claim(ms, key) {
          const held = await sound.claim(ms, key);
          if (held) until.set(held.lease.key, clock.now() + ms);
          return held;
        },
        commit: async (lease, change, ms) =>
          (until.get(lease.key) ?? 0) < clock.now() ? undefined : sound.commit(lease, change, ms),
      };
    },
  },
];
