import { createHash } from "node:crypto";
import type { Json, Waiting } from "@trunkline/core";
import { z } from "zod";

/** A Lua script: one atomic step on the keys that it gets, and on no others. */
export interface Script {
  readonly name: string;
  readonly source: string;
  /** The script's hash in Redis. */
  readonly sha: string;
}

/** Makes a script from its parts, in order. */
export function script(name: string, ...parts: readonly string[]): Script {
  const source = `-- trunkline: ${name}\n${parts.join("\n")}`;
  return { name, source, sha: createHash("sha1").update(source).digest("hex") };
}

/**
 * A call is a hash with these fields:
 *
 * - `f` the last fence; `u` until when the call is held, absent when it is not; `w` the attempt that wrote last (a claim or a commit)
 * - `t` the timers: name → instant, packed; `x` the instant at which everything is forgotten
 * - `i` when the first entry of the inbox came, if the call was not held then
 * - `r` present once a record has been written: if the record is gone then, Redis has lost it
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

/** The due timers, when the next one is due, and whether anything waits for an instance. */
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

/** Updates the call's place in the index: when its lease ends, when there is work, or when it is forgotten. */
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

/** What waits for the holder: entries, id and body in turn; due timers; the ms until the next one, or -1. */
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

/** The answer of `view`. */
export const viewSchema = z.tuple([z.array(z.string()), z.array(z.string()), z.number()]);

/** The waiting entries and timers, and when the next timer is due. */
export interface View {
  readonly waiting: Waiting;
  readonly nextDueMs: number | undefined;
}

export function readView([entries, due, nextDueMs]: z.output<typeof viewSchema>): View {
  const inbox = Array.from({ length: entries.length / 2 }, (_, index) => ({
    id: entries[2 * index] ?? "",
    body: readJson(entries[2 * index + 1] ?? ""),
  }));
  return { waiting: { inbox, due }, nextDueMs: nextDueMs < 0 ? undefined : nextDueMs };
}

/** Parses JSON that the store itself has written. */
export function readJson(text: string): Json {
  return JSON.parse(text);
}

/** A duration in the format of Redis. */
export function wholeMs(ms: number): string {
  return `${Math.ceil(ms)}`;
}
