import type { CallKey, Held } from "@trunkline/core";
import type { BrokenStore } from "./broken-store.fixture.js";

/** Stores that let somebody write who must not, or keep out who may. */
export const generous: readonly BrokenStore[] = [
  {
    group: "leases and fencing",
    name: "gives a call to everybody who asks",
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
    name: "has one fence for all",
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
    name: "says of every lease that it stands",
    break: (sound) => ({
      async renew(leases, ms) {
        await sound.renew(leases, ms);
        return leases;
      },
    }),
  },
  {
    group: "leases and fencing",
    name: "renews nothing",
    break: (sound) => ({ renew: async (leases) => sound.renew(leases, 0) }),
  },
  {
    group: "leases and fencing",
    name: "does not renew with a commit",
    break: (sound) => ({ commit: (lease, change) => sound.commit(lease, change, 1) }),
  },
  {
    group: "leases and fencing",
    name: "holds for ever",
    break: (sound) => ({ claim: (ms, key) => sound.claim(ms * 1000, key) }),
  },
  {
    group: "leases and fencing",
    name: "holds what was released",
    break: (sound) => ({ commit: (lease, { release: _, ...change }, ms) => sound.commit(lease, change, ms) }),
  },
  {
    group: "leases and fencing",
    name: "refuses a lease that ran out though nobody took the call",
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
