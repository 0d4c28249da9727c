/** `npm start`: makes everything ready, then runs the demo in this process, with the given arguments. */
import { pathToFileURL } from "node:url";
import { at } from "./lib/files.mjs";
import { setUp } from "./lib/set-up.mjs";

await setUp();

const main = at("apps", "demo", "dist", "main.js");
process.argv[1] = main;
await import(pathToFileURL(main).href);
