import type { Store } from "@trunkline/core";
import type { Bullet } from "./bullet.js";
import type { Journal } from "./journal.js";
import { callbackNumber } from "./listener.js";

/** A store that writes down what is accepted, claimed and applied, and that the instance can die in. */
export function mortalStore(store: Store, bullet: Bullet, journal: Journal): Store {
  /** Before, while the answer of Redis is on its way, and after. */
  const mortal = async <T>(site: string, work: () => Promise<T>, done: (value: T) => void = () => {}): Promise<T> => {
    const n = bullet.count(site);
    bullet.at(site, n, "before");
    const working = work();
    setImmediate(() => bullet.at(site, n, "during"));
    const value = await working;
    done(value);
    bullet.at(site, n, "after");
    return value;
  };
  return {
    ...store,
    async accept(call, entries, rememberMs) {
      const n = callbackNumber();
      if (n !== undefined) bullet.at("callback", n, "accepting");
      const added = await mortal("accept", () => store.accept(call, entries, rememberMs));
      if (n === undefined) return added;
      journal.write({ kind: "accepted", n, call, ids: entries.map(({ id }) => id) });
      bullet.at("callback", n, "accepted");
      return added;
    },
    claim: (leaseMs, key) => {
      // Looking for work that is not there is no step of a call.
      if (key === undefined) return store.claim(leaseMs).then((held) => noteClaim(journal, held));
      return mortal(
        "claim",
        () => store.claim(leaseMs, key),
        (held) => void noteClaim(journal, held),
      );
    },
    commit: (lease, change, leaseMs) =>
      mortal(
        "commit",
        () => store.commit(lease, change, leaseMs),
        (held) => {
          const { key: call, fence } = lease;
          if (held && change.applied?.length) journal.write({ kind: "applied", call, fence, ids: [...change.applied] });
        },
      ),
    renew: (leases, leaseMs) => mortal("renew", () => store.renew(leases, leaseMs)),
    bind: (alias, key, forMs) => mortal("bind", () => store.bind(alias, key, forMs)),
  };
}

type MaybeHeld = Awaited<ReturnType<Store["claim"]>>;

function noteClaim(journal: Journal, held: MaybeHeld): MaybeHeld {
  if (held) {
    const { key: call, fence } = held.lease;
    journal.write({ kind: "claimed", call, fence, takenOver: held.takenOver });
  }
  return held;
}
