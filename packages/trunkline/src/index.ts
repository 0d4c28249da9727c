export * from "@trunkline/core";
export { callingFromConfig, loadAdapter } from "./config/calling-from-config.js";
export type { ConfiguredCalling, PackageName, Provider, TrunklineConfig } from "./config/config.js";
export { configFromEnvironment, type EnvironmentConfig } from "./config/config-from-environment.js";
export type { RedisConfig } from "./config/redis-config.js";
