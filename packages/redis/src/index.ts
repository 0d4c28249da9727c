export type { CommandOptions, RedisClient, RedisCluster } from "./connection/connection.js";
export type { RedisStoreOptions, RedisTarget } from "./options.js";
export { redisStore } from "./redis-store.js";
