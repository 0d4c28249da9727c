/**
 * `npm run vendors -- --folder ../communication-services-javascript-quickstarts`: runs each Call Automation app of a folder against the
 * simulator, unmodified, plays its people, and prints how it fared. `--only lobby` runs a part, `--plays mine.json` brings plays for apps of your
 * own, and `--output` prints what the apps wrote.
 */
import { pathToFileURL } from "node:url";
import { at } from "./lib/files.mjs";
import { setUp } from "./lib/set-up.mjs";

await setUp();
await import(pathToFileURL(at("apps", "proving", "dist", "cli", "vendors.js")).href);
