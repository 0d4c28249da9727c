import { randomUUID } from "node:crypto";
import { type Store, systemClock } from "@trunkline/core";
import { z } from "zod";
import { connectTo } from "./connection/connect.js";
import { checkSetUp, Engine } from "./engine.js";
import { Hints, watch } from "./hints.js";
import { layout } from "./layout.js";
import { accept } from "./methods/accept.js";
import { claim } from "./methods/claim.js";
import { commit } from "./methods/commit.js";
import { list } from "./methods/list.js";
import { readJson, script, wholeMs } from "./methods/lua.js";
import { renew } from "./methods/renew.js";
import { lookOut } from "./methods/waiting.js";
import { type RedisStoreOptions, type RedisTarget, readOptions } from "./options.js";

const textSchema = z.string().nullable();

/**
 * Keeps calls in Redis (6.2 or later; a cluster: 7.0 or later), so that a bot can run on several instances, and an instance may die.
 *
 * Leases and timers run on the server's clock. Every method succeeds or throws `CallingError` `store-unavailable` within
 * `timeoutMs`, and reconnects by itself. Whatever Redis loses is lost: make it write to disk, or replicate.
 * @throws CallingError `invalid-request` when an option is wrong.
 */
export function redisStore(target: RedisTarget, options: RedisStoreOptions = {}): Store {
  const { prefix, shards, timeoutMs } = readOptions(options);
  const clock = options.clock ?? systemClock;
  const engine = new Engine({
    layout: layout(prefix, shards),
    connection: connectTo(target, timeoutMs),
    clock,
    timeoutMs,
  });
  const hints = new Hints(clock);
  const stopLooking = lookOut(engine, hints, clock);
  const instance = randomUUID();
  let attempts = 0;
  const newAttempt = () => `${instance}:${++attempts}`;
  const { aliasOf, keysOf } = engine.layout;
  const textOrNothing = (answer: unknown) => textSchema.parse(answer) ?? undefined;

  return {
    accept: accept(engine),
    claim: claim(engine, hints, newAttempt, Math.random),
    commit: commit(engine, hints, newAttempt),
    renew: renew(engine, hints),
    async read(key) {
      const record = textOrNothing(await engine.send("GET", keysOf(key).record));
      return record === undefined ? undefined : readJson(record);
    },
    watch: watch(engine, hints, clock, timeoutMs),
    bind: async (alias, key, forMs) =>
      z.string().parse(await engine.run(bindScript, [aliasOf(alias)], [key, wholeMs(forMs)])),
    resolve: async (alias) => textOrNothing(await engine.send("GET", aliasOf(alias))),
    list: list(engine),
    check: checkSetUp(engine),
    async close() {
      stopLooking();
      hints.close();
      await engine.close();
    },
  };
}

/** Binds an alias unless it is bound. KEYS: the alias. ARGV: the call's key, the ms. (`SET … NX GET` needs Redis 7.) */
const bindScript = script(
  "bind",
  `
local bound = redis.call('GET', KEYS[1])
if bound then return bound end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return ARGV[1]`,
);
