/**
 * `npm run kill-matrix`: kills the instance that has a call at every step of its work, one call a step, on both clouds, and prints what
 * became of each. `-- --provider acs --only "commit 3" --every 5 --journal` narrows it, or shows more; `--only ", then"` has two
 * instances die over each call. `--worlds 3` plays three calls at a time on each cloud: as many as two processors bear.
 */
import { pathToFileURL } from "node:url";
import { at } from "./lib/files.mjs";
import { haveRedis } from "./lib/redis-server.mjs";
import { setUp } from "./lib/set-up.mjs";

await setUp();
await haveRedis();
await import(pathToFileURL(at("apps", "proving", "dist", "cli", "kill-matrix.js")).href);
