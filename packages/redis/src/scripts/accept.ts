import { keysOfCall, state, time } from "./parts.js";
import { script } from "./script.js";

/**
 * Appends what was not seen. KEYS: call, record, inbox, look, hints.
 * ARGV: PUBLISH or SPUBLISH, key, rememberMs, then id and body of each entry.
 * A hint names the fence when the call is held: only the instance that has it need look.
 */
export const accept = script(
  "accept",
  keysOfCall,
  time,
  state,
  `
local key, added = ARGV[2], 0
local wasEmpty = not held and redis.call('EXISTS', inbox) == 0
for i = 4, #ARGV, 2 do
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
redis.call(ARGV[1], KEYS[5], (held and fence or '') .. ' ' .. key)
return added`,
);
