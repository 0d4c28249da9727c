/**
 * `npm run redis-faults`: sixteen callers ring while Redis is stopped, restarted, out of memory or asleep, on both clouds, and the results
 * are printed. `-- --provider acs --only stopped --errors` runs a part, or prints more.
 */
import { pathToFileURL } from "node:url";
import { at } from "./lib/files.mjs";
import { haveRedis } from "./lib/redis-server.mjs";
import { setUp } from "./lib/set-up.mjs";

await setUp();
await haveRedis();
await import(pathToFileURL(at("apps", "proving", "dist", "cli", "redis-faults.js")).href);
