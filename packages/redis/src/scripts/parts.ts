/**
 * What the scripts have in common. A call is a hash with these fields:
 *
 * - `f` the last fence; `u` until when the call is held, absent when nobody holds it; `w` who wrote last (a claim or a commit)
 * - `t` the timers: name → instant, packed; `x` the instant at which all is forgotten
 * - `i` when the first entry of the inbox came, where nobody held the call
 * - `r` there once a record has been written: where it is gone then, Redis has lost it
 * - `s:…` one for each entry that was seen
 *
 * Instants are ms of the server's clock. An element of the inbox is `<length of the id>:<id><body>`.
 */
export const keysOfCall = `
local call, record, inbox, look = KEYS[1], KEYS[2], KEYS[3], KEYS[4]`;

export const time = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)`;

/** Reads the hash. */
export const state = `
local fields = redis.call('HMGET', call, 'f', 'u', 't', 'x', 'w')
local fence, until_, forget, writer = fields[1], tonumber(fields[2]), tonumber(fields[4]), fields[5]
local timers = fields[3] and cmsgpack.unpack(fields[3]) or {}
local held = until_ ~= nil and until_ > now`;

/** Which timers are due, when the next one is, and whether anything waits for a holder. */
export const waiting = `
local function dueTimers()
  local due, nextAt = {}, nil
  for name, at in pairs(timers) do
    if at <= now then due[#due + 1] = name
    elseif nextAt == nil or at < nextAt then nextAt = at end
  end
  return due, nextAt
end
local function needsLook()
  local due = dueTimers()
  return #due > 0 or redis.call('EXISTS', inbox) == 1
end`;

/** Puts the call where it belongs in the index: when the lease ends, when something is to be done, or when it is forgotten. */
export const mark = `
local function mark(key)
  local at = until_
  if at == nil then
    local due, nextAt = dueTimers()
    at = (#due > 0 or redis.call('EXISTS', inbox) == 1) and now or nextAt
  end
  if forget ~= nil and (at == nil or forget < at) then at = forget end
  redis.call('ZADD', look, at or '+inf', key)
end`;

/** What waits for a holder: entries, id and body in turn; timers that are due; ms until the next one is, or -1. */
export const view = `
local function view()
  local due, nextAt = dueTimers()
  local entries = {}
  for _, element in ipairs(redis.call('LRANGE', inbox, 0, -1)) do
    local colon = string.find(element, ':', 1, true)
    local size = tonumber(string.sub(element, 1, colon - 1))
    entries[#entries + 1] = string.sub(element, colon + 1, colon + size)
    entries[#entries + 1] = string.sub(element, colon + size + 1)
  end
  return { entries, due, nextAt and nextAt - now or -1 }
end`;
