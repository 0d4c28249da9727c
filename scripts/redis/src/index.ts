export { type FoundRedis, findRedis } from "./find-redis.js";
export { RedisProcess } from "./redis-process.js";
export { type PrivateRedis, startRedis } from "./start-redis.js";
export { type PrivateRedisCluster, startRedisCluster } from "./start-redis-cluster.js";
