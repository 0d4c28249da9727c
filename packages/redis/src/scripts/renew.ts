import { time } from "./parts.js";
import { script } from "./script.js";

/**
 * Renews leases of one shard. KEYS: look, then call, inbox and record of each. ARGV: leaseMs, then key and fence of each.
 * Answers for each 0 (lost, or its record is), 1 (stands), or 2 (stands, and something waits for its holder).
 */
export const renew = script(
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
