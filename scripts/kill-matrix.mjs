/**
 * `npm run kill-matrix`: kills the instance that has a call at every step of its work, one call per step, on both clouds, and prints the
 * results. `-- --provider acs --only "commit 3" --every 5 --journal` runs a part, or prints more; `--only ", then"` kills two instances in
 * each call. The caller is handed over to a person who was asked first; with `--transfer blind`, without a word. `--clusters 3` plays three
 * calls at a time on each cloud, which is as much as two processors can bear.
 */
import { pathToFileURL } from "node:url";
import { at } from "./lib/files.mjs";
import { haveRedis } from "./lib/redis-server.mjs";
import { setUp } from "./lib/set-up.mjs";

await setUp();
await haveRedis();
await import(pathToFileURL(at("apps", "proving", "dist", "cli", "kill-matrix.js")).href);
