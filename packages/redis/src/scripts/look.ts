import { keysOfCall, mark, state, time, waiting } from "./parts.js";
import { script } from "./script.js";

/** The calls of a shard whose time has come, the longest waiting first. KEYS: look. ARGV: how many at the most. */
export const look = script(
  "look",
  time,
  `
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])`,
);

/**
 * Whether a call that the index shows really waits for somebody; mends the index where not. KEYS: call, record, inbox, look.
 * ARGV: key.
 */
export const peek = script(
  "peek",
  keysOfCall,
  time,
  state,
  waiting,
  mark,
  `
if redis.call('EXISTS', call) == 0 then
  redis.call('ZREM', look, ARGV[1])
  return 0
end
if until_ ~= nil and not held or not held and needsLook() then return 1 end
mark(ARGV[1])
return 0`,
);
