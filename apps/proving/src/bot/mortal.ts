import { type Adapter, CallingError, type Store, type Verb, type Verbs } from "@trunkline/core";
import type { Failpoints } from "./failpoints.js";
import type { Journal } from "./journal.js";
import { callbackNumber } from "./listener.js";

/** A store that journals what is accepted, claimed and applied, with failpoints in every method. */
export function mortalStore(store: Store, failpoints: Failpoints, journal: Journal): Store {
  /** Failpoints before the request, while the answer of Redis is in flight, and after it. */
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
      // A sweep that finds nothing is not a step of a call.
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

/** How long a request is in flight before the instance dies during it, ms: sent, but not answered yet. */
const inFlightMs = 3;

/** An adapter whose requests are journaled, with failpoints around each. */
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
      setTimeout(() => failpoints.at(site, n, "during"), inFlightMs);
      try {
        const answer = await verb.run(input, context, options);
        journal.write({ kind: "request", verb: name, outcome: "accepted" });
        failpoints.at(site, n, "after");
        return answer;
      } catch (error) {
        const outcome = CallingError.is(error) ? error.code : messageOf(error);
        journal.write({ kind: "request", verb: name, outcome });
        throw error;
      }
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
