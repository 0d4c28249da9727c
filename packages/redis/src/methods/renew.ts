import type { Lease, Store } from "@trunkline/core";
import { z } from "zod";
import type { Engine } from "../engine.js";
import type { Hints } from "../hints.js";
import { script, time, wholeMs } from "./lua.js";

/** How many leases one script renews. Redis does nothing else meanwhile. */
const most = 100;
const answerSchema = z.array(z.union([z.literal(0), z.literal(1), z.literal(2)]));

/** Extends leases, those of a shard together. @returns those that are still valid. */
export function renew(engine: Engine, hints: Hints): Store["renew"] {
  const renewBatch = async (look: string, leases: readonly Lease[], leaseMs: number): Promise<readonly Lease[]> => {
    const keys = leases.map(({ key }) => engine.layout.keysOf(key));
    const answer = await engine.run(
      renewScript,
      [look, ...keys.flatMap(({ call, inbox, record }) => [call, inbox, record])],
      [wholeMs(leaseMs), ...leases.flatMap(({ key, fence }) => [key, `${fence}`])],
    );
    const outcomes = answerSchema.parse(answer);
    for (const [index, lease] of leases.entries()) {
      if (outcomes[index] === 0) hints.lets(lease);
      if (outcomes[index] === 2) hints.tell(lease.key);
    }
    return leases.filter((_, index) => outcomes[index] !== 0);
  };

  return async (leases, leaseMs) => {
    const byLook = new Map<string, Lease[]>();
    for (const lease of leases) {
      const { look } = engine.layout.keysOf(lease.key);
      byLook.set(look, [...(byLook.get(look) ?? []), lease]);
    }
    const batches = [...byLook].flatMap(([look, all]) =>
      inBatches(all).map((batch) => renewBatch(look, batch, leaseMs)),
    );
    const standing = new Set((await Promise.all(batches)).flat());
    return leases.filter((lease) => standing.has(lease));
  };
}

function inBatches(leases: readonly Lease[]): readonly (readonly Lease[])[] {
  return Array.from({ length: Math.ceil(leases.length / most) }, (_, index) =>
    leases.slice(index * most, (index + 1) * most),
  );
}

/**
 * KEYS: look, then call, inbox and record of each. ARGV: leaseMs, then key and fence of each.
 * Answers for each 0 (the lease or the record is lost), 1 (the lease is valid), or 2 (it is valid, and something waits for its holder).
 */
const renewScript = script(
  "renew",
  time,
  `
local answers = {}
for i = 2, #ARGV, 2 do
  local at = 2 + 3 * (i - 2) / 2
  local call, inbox, record = KEYS[at], KEYS[at + 1], KEYS[at + 2]
  local fields = redis.call('HMGET', call, 'f', 'u', 't', 'x', 'r')
  if fields[1] == ARGV[i + 1] and fields[2] then
    local until_, forget = now + tonumber(ARGV[1]), tonumber(fields[4])
    redis.call('HSET', call, 'u', until_)
    if forget and forget < until_ then until_ = forget end
    redis.call('ZADD', KEYS[1], until_, ARGV[i])
    local news = redis.call('EXISTS', inbox) == 1
    for _, at in pairs(fields[3] and cmsgpack.unpack(fields[3]) or {}) do news = news or at <= now end
    answers[#answers + 1] = fields[5] and redis.call('EXISTS', record) == 0 and 0 or news and 2 or 1
  else
    answers[#answers + 1] = 0
  end
end
return answers`,
);
