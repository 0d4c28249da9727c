import { type Adapter, CallingError, type Store, type Verb, type Verbs } from "@trunkline/core";
import type { Failpoints } from "./failpoints.js";
import type { Journal } from "./journal.js";
import { callbackNumber } from "./listener.js";

/** A store that writes down what is accepted, claimed and applied, and that the instance can die in. */
export function mortalStore(store: Store, failpoints: Failpoints, journal: Journal): Store {
  /** Before, while the answer of Redis is on its way, and after. */
  const mortal = async <T>(site: string, work: () => Promise<T>, done: (value: T) => void = () => {}): Promise<T> => {
    const n = failpoints.count(site);
    failpoints.at(site, n, "before");
    const working = work();
    setImmediate(() => failpoints.at(site, n, "during"));
    const value = await working;
    done(value);
    failpoints.at(site, n, "after");
    return value;
  };
  return {
    ...store,
    async accept(call, entries, rememberMs) {
      const n = callbackNumber();
      if (n !== undefined) failpoints.at("callback", n, "accepting");
      const added = await mortal("accept", () => store.accept(call, entries, rememberMs));
      if (n === undefined) return added;
      journal.write({ kind: "accepted", n, call, ids: entries.map(({ id }) => id) });
      failpoints.at("callback", n, "accepted");
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

/** How long a request is on its way before the instance dies over it, ms: it has left, its answer is not here. */
const onItsWayMs = 3;

/** An adapter whose requests are written down, and that the instance can die over. */
export function mortalAdapter(adapter: Adapter, failpoints: Failpoints, journal: Journal): Adapter {
  const verbs: Verbs = Object.fromEntries(
    Object.entries(adapter.verbs).map(([name, verb]) => [name, mortalVerb(name, verb, failpoints, journal)]),
  );
  return { ...adapter, verbs };
}

function mortalVerb(name: string, verb: Verb, failpoints: Failpoints, journal: Journal): Verb {
  const site = `request ${name}`;
  return {
    ...verb,
    async run(input, context, options) {
      const n = failpoints.count(site);
      failpoints.at(site, n, "before");
      journal.write({ kind: "request", verb: name, outcome: "sent" });
      setTimeout(() => failpoints.at(site, n, "during"), onItsWayMs);
      try {
        const taken = await verb.run(input, context, options);
        journal.write({ kind: "request", verb: name, outcome: "taken" });
        failpoints.at(site, n, "after");
        return taken;
      } catch (error) {
        const outcome = CallingError.is(error) ? error.code : adapterWord(error);
        journal.write({ kind: "request", verb: name, outcome });
        throw error;
      }
    },
  };
}

function adapterWord(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
