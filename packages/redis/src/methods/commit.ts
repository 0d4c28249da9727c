import type { Store } from "@trunkline/core";
import type { Engine } from "../engine.js";
import type { Hints } from "../hints.js";
import { keysOfCall, mark, readView, script, state, time, view, viewSchema, waiting, wholeMs } from "./lua.js";

/** Writes the change of a call under its lease, all or nothing, and extends or releases the lease. */
export function commit(engine: Engine, hints: Hints, newAttempt: () => string): Store["commit"] {
  return async (lease, change, leaseMs) => {
    const { call, record, inbox, look, hints: channel } = engine.layout.keysOf(lease.key);
    const timers = Object.entries(change.timers ?? {});
    const answer = await engine.run(
      commitScript,
      [call, record, inbox, look, channel],
      [
        engine.connection.publish,
        lease.key,
        `${lease.fence}`,
        wholeMs(leaseMs),
        newAttempt(),
        change.release ? "1" : "0",
        change.forgetInMs === undefined ? "" : wholeMs(change.forgetInMs),
        change.announce ? "1" : "0",
        change.record === undefined ? "0" : "1",
        change.record === undefined ? "" : JSON.stringify(change.record),
        `${timers.length}`,
        ...timers.flatMap(([name, ms]) => [name, ms === null ? "" : wholeMs(Math.max(ms, 0))]),
        ...(change.applied ?? []),
      ],
    );
    const read = answer === null ? undefined : readView(viewSchema.parse(answer));
    if (!read || change.release) hints.lets(lease);
    else hints.holds(lease, read.nextDueMs);
    return read?.waiting;
  };
}

/**
 * KEYS: call, record, inbox, look, hints. ARGV: PUBLISH or SPUBLISH, key, fence, leaseMs, the attempt, release (1 or 0), forgetInMs or "",
 * announce (1 or 0), whether there is a record (1 or 0), the record, the number of timers, name and ms (or "") of each, the ids applied.
 * A commit whose answer was lost can be sent again: if its attempt was the last to write, it is not done twice.
 */
const commitScript = script(
  "commit",
  keysOfCall,
  time,
  state,
  waiting,
  mark,
  view,
  `
local key, release, forgetIn = ARGV[2], ARGV[6] == '1', tonumber(ARGV[7])
if not fence or fence ~= ARGV[3] then return false end
if writer == ARGV[5] then return view() end
if until_ == nil then return false end

if ARGV[9] == '1' then
  redis.call('SET', record, ARGV[10])
  redis.call('HSET', call, 'r', '')
end

local firstId = 12 + 2 * tonumber(ARGV[11])
for i = 12, firstId - 1, 2 do
  local ms = tonumber(ARGV[i + 1])
  timers[ARGV[i]] = ms and now + ms or nil
end
if next(timers) == nil then redis.call('HDEL', call, 't')
else redis.call('HSET', call, 't', cmsgpack.pack(timers)) end

if firstId <= #ARGV then
  local applied = {}
  for i = firstId, #ARGV do applied[#ARGV[i] .. ':' .. ARGV[i]] = true end
  local elements, left = redis.call('LRANGE', inbox, 0, -1), {}
  for _, element in ipairs(elements) do
    local colon = string.find(element, ':', 1, true)
    local size = tonumber(string.sub(element, 1, colon - 1))
    if not applied[string.sub(element, 1, colon + size)] then left[#left + 1] = element end
  end
  if #left < #elements then
    redis.call('DEL', inbox)
    for _, element in ipairs(left) do redis.call('RPUSH', inbox, element) end
  end
end

if release then
  until_ = nil
  redis.call('HDEL', call, 'u')
else
  until_ = now + tonumber(ARGV[4])
  redis.call('HSET', call, 'u', until_)
end
redis.call('HSET', call, 'w', ARGV[5])

if forgetIn then
  forget = now + forgetIn
  redis.call('HSET', call, 'x', forget)
  for i = 1, 3 do redis.call('PEXPIREAT', KEYS[i], forget) end
elseif forget ~= nil then
  forget = nil
  redis.call('HDEL', call, 'x')
  for i = 1, 3 do redis.call('PERSIST', KEYS[i]) end
end

mark(key)
if release and needsLook() then redis.call(ARGV[1], KEYS[5], ' ' .. key) end
if ARGV[8] == '1' then redis.call(ARGV[1], KEYS[5], 'record ' .. key) end
return view()`,
);
