import { readFileSync } from "node:fs";
import { at, walk } from "../lib/files.mjs";
import { taggedTests } from "./tagged-tests.mjs";

/**
 * @typedef {{ readonly about: string, readonly promises: Readonly<Record<string, string>> }} Promises
 *   Promises about one subject: for each the tag of its tests and one sentence. They are in `docs/promises.json`.
 */

const head = `# Guarantees

What Trunkline promises, one sentence each, followed by the tests that fail when the promise is broken. A test is tagged with its promise, and
\`npx vitest run --tags-filter state/ends-once\` runs the tests of one. \`node scripts/pages.mjs guarantees\` writes this page from
\`docs/promises.json\` and the tags; \`npm run check\` fails when it is out of date and when a promise has no test. \`…\` in a name stands for the
cases of a table. Tests that need a Redis start one, and say so when they cannot.
`;

/** @returns {{ readonly page: string, readonly problems: readonly string[] }} the text of docs/guarantees.md, and what is missing */
export function guarantees() {
  const files = ["packages", "apps", "docs", "scripts"].flatMap(walk).filter((path) => /\.ts$/.test(path));
  const tests = files.flatMap((file) => taggedTests(file, readFileSync(at(file), "utf8")));
  return guaranteesPage(JSON.parse(readFileSync(at("docs", "promises.json"), "utf8")), tests);
}

/**
 * @param {readonly Promises[]} sections
 * @param {readonly import("./tagged-tests.mjs").TaggedTest[]} tests
 */
export function guaranteesPage(sections, tests) {
  const promised = sections.flatMap(({ promises }) => Object.keys(promises));
  const proofsOf = (/** @type {string} */ tag) => tests.filter(({ tags }) => tags.includes(tag));
  const problems = [
    ...promised.filter((tag) => proofsOf(tag).length === 0).map((tag) => `No test is tagged ${tag}.`),
    ...tests.flatMap(({ file, name, tags }) =>
      tags
        .filter((tag) => !promised.includes(tag))
        .map((tag) => `${file}: "${name}" is tagged ${tag}, which docs/promises.json does not have.`),
    ),
  ];
  const item = (/** @type {[string, string]} */ [tag, sentence]) =>
    `- ${sentence}\n${proofsOf(tag)
      .map(({ name, file }) => `  - [${name}](../${file})\n`)
      .join("")}`;
  const text = sections.map(({ about, promises }) => `## ${about}\n\n${Object.entries(promises).map(item).join("")}`);
  return { page: [head, ...text].join("\n"), problems };
}
