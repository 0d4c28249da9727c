/** `npm run vendors`: runs a vendor's Call Automation apps against the simulator; exits with 1 if one that must complete its flow does not. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { findApps } from "../vendors/find-apps.js";
import { readPlays } from "../vendors/play.js";
import { ourPlays } from "../vendors/plays/plays.js";
import { isGood, type Outcome, reasons, table } from "../vendors/report.js";
import { runApp } from "../vendors/run-app.js";

const { values } = parseArgs({
  options: {
    /** A folder with apps, such as a clone of `Azure-Samples/communication-services-javascript-quickstarts`. */
    folder: { type: "string" },
    /** Only apps whose name contains this. */
    only: { type: "string", default: "" },
    /** A JSON file with plays for apps of your own. */
    plays: { type: "string" },
    /** Prints what the apps wrote whose flow was not completed. */
    output: { type: "boolean", default: false },
  },
});

// The processes of an app end with this one.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

if (values.folder === undefined) fail("Name a folder with Call Automation apps: npm run vendors -- --folder <path>");
const apps = findApps(resolve(values.folder)).filter(({ name }) => name.includes(values.only));
if (apps.length === 0) fail(`There is no Call Automation app in ${values.folder}.`);
const own = values.plays === undefined ? [] : readPlays(JSON.parse(readFileSync(values.plays, "utf8")));
const plays = [...own, ...ourPlays];

const outcomes: Outcome[] = [];
for (const app of apps) {
  if (process.stderr.isTTY) process.stderr.write(`\r${app.name} …\x1b[K`);
  outcomes.push(
    await runApp(
      app,
      plays.find((play) => play.app === app.name),
    ),
  );
}
if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
if (values.output)
  for (const { app, failure, output } of outcomes) if (failure !== undefined) console.log(`${app} wrote:\n${output}`);
console.log(table(outcomes));
console.log(reasons(outcomes));
process.exitCode = isGood(outcomes) ? 0 : 1;

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
