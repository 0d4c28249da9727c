/**
 * Makes docs/performance.md and its picture from docs/performance.json. Another report, given as an argument, replaces that file first.
 * `--check` writes nothing, and exits with 1 when they differ.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { fillIn } from "../report/page.js";
import { pictured, pictureOf } from "../report/picture.js";
import { readReport } from "../report/report.js";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: "boolean" } } });
const docs = new URL("../../../../docs/", import.meta.url);
const page = new URL("performance.md", docs);
const picture = new URL("images/performance.svg", docs);
const kept = new URL("performance.json", docs);

const json = readFileSync(positionals[0] ?? kept, "utf8");
const report = readReport(json);
const written = readFileSync(page, "utf8");
const made = [
  [page, fillIn(written, report)],
  [picture, pictureOf(pictured(report))],
  [kept, json],
] as const;
if (values.check) {
  if (made.some(([path, text]) => readFileSync(path, "utf8") !== text)) process.exitCode = 1;
} else for (const [path, text] of made) writeFileSync(path, text);
