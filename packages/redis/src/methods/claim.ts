import type { CallKey, Held, Store } from "@trunkline/core";
import type { Engine } from "../engine.js";
import type { Hints } from "../hints/hints.js";
import { claim as script } from "../scripts/claim.js";
import { readHeld } from "./read-held.js";
import { waitingIn } from "./waiting-in.js";
import { wholeMs } from "./whole-ms.js";

/** How many calls of a shard one look brings. */
const most = 32;

export function claim(engine: Engine, hints: Hints, newWord: () => string, random: () => number): Store["claim"] {
  /** What the last look brought and nobody here has tried yet. */
  let candidates: CallKey[] = [];
  /** Claims that failed, each by the word that it went by: what failed may have been done, and the same word gets the call that it got. */
  const inDoubt = new Map<CallKey, string>();

  const take = async (leaseMs: number, key: CallKey, which: "named" | "any"): Promise<Held | undefined> => {
    const { call, record, inbox, look } = engine.layout.keysOf(key);
    const word = inDoubt.get(key) ?? newWord();
    inDoubt.delete(key);
    const asked = engine.run(script, [call, record, inbox, look], [key, wholeMs(leaseMs), word, which]);
    asked.catch(() => inDoubt.has(key) || inDoubt.set(key, word));
    const answer = await asked;
    const read = readHeld(key, answer);
    if (read) hints.holds(read.held.lease, read.nextDueMs);
    return read?.held;
  };

  const takeCandidate = async (leaseMs: number): Promise<Held | undefined> => {
    for (let key = candidates.shift(); key !== undefined; key = candidates.shift()) {
      const held = await take(leaseMs, key, "any");
      if (held) return held;
    }
    return undefined;
  };

  return async (leaseMs, key) => {
    if (key !== undefined) return take(leaseMs, key, "named");
    // Nobody else looks for these: to all others they seem to be held.
    candidates.unshift(...inDoubt.keys());
    const held = await takeCandidate(leaseMs);
    if (held) return held;
    const { shards } = engine.layout;
    const found = await Promise.all(shards.map((shard) => waitingIn(engine, shard, most)));
    candidates = dealt(found, Math.floor(random() * shards.length));
    return takeCandidate(leaseMs);
  };
}

/** One of each shard in turn, so that none waits for another to be empty; beginning anywhere, so that instances do not race for the same. */
function dealt(found: readonly (readonly CallKey[])[], begin: number): CallKey[] {
  const turned = [...found.slice(begin), ...found.slice(0, begin)];
  return Array.from({ length: most }, (_, row) => turned.flatMap((keys) => keys[row] ?? [])).flat();
}
