import type { CallKey, Clock } from "@trunkline/core";
import { z } from "zod";
import type { Engine } from "../engine.js";
import type { Hints } from "../hints.js";
import { keysOfCall, mark, script, state, time, waiting } from "./lua.js";

/** The interval between looks, ms: timers of calls that are not held, and lost hints, may be late by that much. */
const everyMs = 1000;
/** How many calls of a shard one look hints at. */
const most = 16;
const keysSchema = z.array(z.string());

/** Looks regularly for calls that wait for an instance, and hints at them: no message announces that a lease has expired. */
export function lookOut(engine: Engine, hints: Hints, clock: Clock): () => void {
  let stopped = false;
  let cancel = () => {};
  const round = async () => {
    const found = await Promise.all(engine.layout.shards.map((shard) => waitingIn(engine, shard, most)));
    await Promise.all(found.flat().map(async (key) => (await waits(engine, key)) && !stopped && hints.tell(key)));
  };
  const next = () => {
    cancel = clock.setTimer(everyMs, () => {
      // Without Redis there is nothing to find, and the commands that fail report it.
      (hints.wanted ? round() : Promise.resolve()).catch(() => {}).then(() => stopped || next());
    });
  };
  next();
  return () => {
    stopped = true;
    cancel();
  };
}

/** The calls of a shard that seem to wait for an instance, longest first. */
export async function waitingIn(engine: Engine, shard: string, limit: number): Promise<readonly CallKey[]> {
  return keysSchema.parse(await engine.run(lookScript, [engine.layout.lookOf(shard)], [`${limit}`]));
}

async function waits(engine: Engine, key: CallKey): Promise<boolean> {
  const { call, record, inbox, look } = engine.layout.keysOf(key);
  return (await engine.run(peekScript, [call, record, inbox, look], [key])) === 1;
}

/** The calls that are due, longest first. KEYS: look. ARGV: the limit. */
const lookScript = script(
  "look",
  time,
  `
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])`,
);

/**
 * Whether a call of the index really waits for an instance; corrects the index if not. KEYS: call, record, inbox, look. ARGV: key.
 */
const peekScript = script(
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
