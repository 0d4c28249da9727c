import { script } from "./script.js";

/** Binds a name unless it is bound. KEYS: the name. ARGV: the call's key, for how many ms. (`SET … NX GET` is of Redis 7.) */
export const bind = script(
  "bind",
  `
local bound = redis.call('GET', KEYS[1])
if bound then return bound end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return ARGV[1]`,
);
