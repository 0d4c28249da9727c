export { type FoundRedis, findRedis } from "./find-redis.js";
export { RedisProcess } from "./redis-process.js";
export { type PrivateRedis, type PrivateRedisCluster, startRedis, startRedisCluster } from "./start-redis.js";
