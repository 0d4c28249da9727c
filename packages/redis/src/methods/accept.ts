import type { Store } from "@trunkline/core";
import { z } from "zod";
import type { Engine } from "../engine.js";
import { keysOfCall, script, state, time, wholeMs } from "./lua.js";

/** Stores new entries, and sends a hint. */
export function accept(engine: Engine): Store["accept"] {
  return async (key, entries, rememberMs, lease) => {
    if (entries.length === 0) return 0;
    const { call, record, inbox, look, hints } = engine.layout.keysOf(key);
    const flat = entries.flatMap(({ id, body }) => [id, JSON.stringify(body)]);
    const args = [engine.connection.publish, key, wholeMs(rememberMs), `${lease?.fence ?? ""}`, ...flat];
    return z.number().parse(await engine.run(acceptScript, [call, record, inbox, look, hints], args));
  };
}

/**
 * KEYS: call, record, inbox, look, hints. ARGV: PUBLISH or SPUBLISH, key, rememberMs, the fence of the sender's own lease or "", then id
 * and body of each entry. If another instance has the call, the hint names its fence, so that only that instance looks.
 */
const acceptScript = script(
  "accept",
  keysOfCall,
  time,
  state,
  `
local key, added = ARGV[2], 0
local wasEmpty = not held and redis.call('EXISTS', inbox) == 0
for i = 5, #ARGV, 2 do
  if redis.call('HSETNX', call, 's:' .. ARGV[i], '') == 1 then
    redis.call('RPUSH', inbox, #ARGV[i] .. ':' .. ARGV[i] .. ARGV[i + 1])
    added = added + 1
  end
end
if added == 0 then return 0 end
if wasEmpty then redis.call('HSET', call, 'i', now) end
if forget == nil and not held and redis.call('EXISTS', record) == 0 then
  forget = now + tonumber(ARGV[3])
  redis.call('HSET', call, 'x', forget)
  redis.call('PEXPIREAT', call, forget)
end
if forget ~= nil then redis.call('PEXPIREAT', inbox, forget) end
if not held then redis.call('ZADD', look, 'LT', now, key) end
if not held or fence ~= ARGV[4] then redis.call(ARGV[1], KEYS[5], (held and fence or '') .. ' ' .. key) end
return added`,
);
