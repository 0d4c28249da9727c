import type { CallKey, Held, Store } from "@trunkline/core";
import { z } from "zod";
import type { Engine } from "../engine.js";
import type { Hints } from "../hints.js";
import {
  keysOfCall,
  mark,
  readJson,
  readView,
  script,
  state,
  time,
  view,
  viewSchema,
  waiting,
  wholeMs,
} from "./lua.js";
import { waitingIn } from "./waiting.js";

/** How many calls of a shard one look returns. */
const most = 32;

/** The answer of the script: fence, record, whether it was taken over, the view, and how many ms the first entry has waited, or -1. */
const answerSchema = z.tuple([z.number(), z.string().nullable(), z.number(), viewSchema, z.number()]);

/** Claims a call, by its key or any that waits, for `leaseMs`. */
export function claim(engine: Engine, hints: Hints, newAttempt: () => string, random: () => number): Store["claim"] {
  /** Calls from the last look that this instance has not tried yet. */
  let candidates: CallKey[] = [];
  /** Failed claims, with their attempts. Such a claim may have been carried out; the same attempt then gets the same call. */
  const inDoubt = new Map<CallKey, string>();

  const take = async (leaseMs: number, key: CallKey, which: "named" | "any"): Promise<Held | undefined> => {
    const { call, record, inbox, look } = engine.layout.keysOf(key);
    const attempt = inDoubt.get(key) ?? newAttempt();
    inDoubt.delete(key);
    const asked = engine.run(claimScript, [call, record, inbox, look], [key, wholeMs(leaseMs), attempt, which]);
    asked.catch(() => inDoubt.has(key) || inDoubt.set(key, attempt));
    const answer = await asked;
    if (answer === null) return undefined;
    const [fence, text, takenOver, seen, waitedMs] = answerSchema.parse(answer);
    const { waiting: found, nextDueMs } = readView(seen);
    const lease = { key, fence };
    hints.holds(lease, nextDueMs);
    return {
      lease,
      record: text === null ? undefined : readJson(text),
      ...found,
      takenOver: takenOver === 1,
      waitedMs: waitedMs < 0 ? undefined : waitedMs,
    };
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
    // To other instances these calls appear to be held, so only this one looks for them.
    candidates.unshift(...inDoubt.keys());
    const held = await takeCandidate(leaseMs);
    if (held) return held;
    const { shards } = engine.layout;
    const found = await Promise.all(shards.map((shard) => waitingIn(engine, shard, most)));
    candidates = dealt(found, Math.floor(random() * shards.length));
    return takeCandidate(leaseMs);
  };
}

/** One call of each shard in turn, so that a full shard does not starve the others; from a random one, so that instances do not race for the same call. */
function dealt(found: readonly (readonly CallKey[])[], begin: number): CallKey[] {
  const turned = [...found.slice(begin), ...found.slice(0, begin)];
  return Array.from({ length: most }, (_, row) => turned.flatMap((keys) => keys[row] ?? [])).flat();
}

/**
 * KEYS: call, record, inbox, look. ARGV: key, leaseMs, the attempt (unique to a claim or commit), "named" or "any".
 * "any" takes the call only if it needs a look, and corrects the index if it does not. A claim whose answer was lost can be sent again.
 * The fence is the server's time in microseconds, unless the last fence was higher: it also rises for a call that was forgotten, and on
 * a server that lost its data.
 */
const claimScript = script(
  "claim",
  keysOfCall,
  time,
  state,
  waiting,
  mark,
  view,
  `
local key = ARGV[1]
if held and writer ~= ARGV[3] then return false end
if ARGV[4] == 'any' then
  if redis.call('EXISTS', call) == 0 then
    redis.call('ZREM', look, key)
    return false
  end
  if until_ == nil and not needsLook() then
    mark(key)
    return false
  end
end
local takenOver = until_ ~= nil
if not held then
  fence = math.max((tonumber(fence) or 0) + 1, clock[1] * 1000000 + clock[2])
  until_ = now + tonumber(ARGV[2])
  redis.call('HSET', call, 'f', fence, 'u', until_, 'w', ARGV[3], 'o', takenOver and 1 or 0)
  mark(key)
else
  takenOver = redis.call('HGET', call, 'o') == '1'
end
local since = redis.call('EXISTS', inbox) == 1 and tonumber(redis.call('HGET', call, 'i'))
return { tonumber(fence), redis.call('GET', record), takenOver and 1 or 0, view(), since and now - since or -1 }`,
);
