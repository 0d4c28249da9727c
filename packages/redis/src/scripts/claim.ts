import { keysOfCall, mark, state, time, view, waiting } from "./parts.js";
import { script } from "./script.js";

/**
 * Takes a call that nobody holds. KEYS: call, record, inbox, look.
 * ARGV: key, leaseMs, who (a word that no other claim or commit has), "named" or "any".
 * "any" takes it only if it needs a look, and mends the index if it does not. A claim whose answer was lost can be sent again.
 * The fence is the server's time in microseconds, unless the last one was above it: so it rises also over a call that was
 * forgotten, and over a server that lost its memory.
 */
export const claim = script(
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
