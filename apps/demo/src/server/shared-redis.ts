import { randomBytes } from "node:crypto";
import { findRedis, startRedis } from "@trunkline/redis-server";
import type { DemoConfig } from "../config.js";
import type { InstanceSettings } from "../instance/settings.js";

/** Where several instances of the bot keep their calls, or why there can be only one. */
export type SharedRedis =
  | { readonly there: true; readonly shared: NonNullable<InstanceSettings["shared"]>; close(): Promise<void> }
  | { readonly there: false; readonly reason: string };

/** The Redis of `REDIS_URL`, or a private one where this machine has a `redis-server`. */
export async function sharedRedis(env: DemoConfig["env"]): Promise<SharedRedis> {
  const prefix = `demo-${process.pid}:`;
  const secret = randomBytes(32).toString("base64url");
  const url = env.REDIS_URL;
  if (url) return { there: true, shared: { redisUrl: url, prefix, secret }, close: async () => {} };
  const found = findRedis(env);
  if (!found.found) return { there: false, reason: found.reason };
  const redis = await startRedis();
  return { there: true, shared: { redisUrl: redis.url, prefix, secret }, close: redis.stop };
}
