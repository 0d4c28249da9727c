/**
 * `npm run create -- adapter my-line ../my-line`: what `npm create trunkline adapter my-line` makes, on the packages of this working tree,
 * which it packs into the new folder.
 */
import { appendFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { at } from "./lib/files.mjs";
import { forAdapters, pack, takeFromArchives } from "./lib/packed.mjs";
import { runInTerminal } from "./lib/run.mjs";
import { setUp } from "./lib/set-up.mjs";
import { step } from "./lib/step.mjs";

/** What the README says beside what it always says. */
const note = `
## Before it is published

It was made in a clone of Trunkline, so it takes \`@trunkline/core\` and \`@trunkline/conformance\` from the archives in \`packed\`, which no one else has.
That is why its \`package.json\` says \`private\`, and npm refuses to publish it. Replace both \`file:packed/…\` by a version from the registry, then remove
\`private\` and \`packed\`.
`;

await setUp();

const [what = "--help", name, folder] = process.argv.slice(2);
const to = folder === undefined ? undefined : resolve(folder);
const args = [what, name, to].filter((arg) => arg !== undefined);
if (what === "adapter" && to === undefined) {
  console.error("Name a folder outside this repository: npm run create -- adapter my-line ../my-line");
  process.exitCode = 1;
} else {
  process.exitCode = await runInTerminal("node", [at("packages", "create", "dist", "main.js"), ...args]);
}
if (process.exitCode === 0 && to !== undefined) {
  if (!(await step("pack the packages", () => pack(forAdapters, join(to, "packed"))))) process.exitCode = 1;
  else {
    takeFromArchives(to, forAdapters);
    appendFileSync(join(to, "README.md"), note);
  }
}
