export type { CommandOptions, RedisClient, RedisCluster } from "./connection/node-redis.js";
export type { RedisStoreOptions, RedisTarget } from "./options.js";
export { redisStore } from "./redis-store.js";
