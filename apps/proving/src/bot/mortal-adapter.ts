import { type Adapter, CallingError, type Verb, type Verbs } from "@trunkline/core";
import type { Bullet } from "./bullet.js";
import type { Journal } from "./journal.js";

/** How long a request is on its way before the instance dies over it, ms: it has left, its answer is not here. */
const onItsWayMs = 3;

/** An adapter whose requests are written down, and that the instance can die over. */
export function mortalAdapter(adapter: Adapter, bullet: Bullet, journal: Journal): Adapter {
  const verbs: Verbs = Object.fromEntries(
    Object.entries(adapter.verbs).map(([name, verb]) => [name, mortalVerb(name, verb, bullet, journal)]),
  );
  return { ...adapter, verbs };
}

function mortalVerb(name: string, verb: Verb, bullet: Bullet, journal: Journal): Verb {
  const site = `request ${name}`;
  return {
    ...verb,
    async run(input, context, options) {
      const n = bullet.count(site);
      bullet.at(site, n, "before");
      journal.write({ kind: "request", verb: name, outcome: "sent" });
      setTimeout(() => bullet.at(site, n, "during"), onItsWayMs);
      try {
        const taken = await verb.run(input, context, options);
        journal.write({ kind: "request", verb: name, outcome: "taken" });
        bullet.at(site, n, "after");
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
