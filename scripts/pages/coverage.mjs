import { root } from "../lib/files.mjs";
import { run } from "../lib/run.mjs";
import { documentedPages } from "./documented-examples.mjs";
import { table } from "./table.mjs";

/**
 * @typedef {import("./documented-examples.mjs").DocumentedPage} DocumentedPage
 * @typedef {{ readonly name: string, readonly file: string }} ListedTest
 *   One test as Vitest lists it: its full name, and its file from the root.
 */

/** The tests from the public interface to the simulated wire. */
const endToEnd = "apps/proving/src/scenarios/documented/";

/** The tests of one side alone. */
const oneSided = ["packages/graph/src/examples/", "packages/simulator/src/graph/examples/"];

const head = `# Coverage of the documented examples

\`node scripts/pages.mjs coverage\` makes this page from the names of the tests; \`npm run check\` fails when it is out of date and when an
example has no test. Every example runs from the public interface on one side to the simulator's wire on the other. "Alone" are tests of
the adapter, or of the simulated cloud, without the other side. What had to be corrected in the examples is in the [errata](errata.md).
`;

/** @returns {Promise<{ page: string, problems: readonly string[] }>} the text of docs/coverage.md, and what is missing */
export async function coverage() {
  const { ok, output } = await run("vitest", ["list", endToEnd, ...oneSided, "--json", "--no-isolate"]);
  return ok ? coveragePage(documentedPages, readList(output)) : { page: "", problems: [output] };
}

/**
 * Vitest prints the list as JSON, after its other output.
 *
 * @param {string} output
 * @returns {ListedTest[]}
 */
function readList(output) {
  /** @type {ListedTest[]} */
  const tests = JSON.parse(output.slice(output.indexOf("[\n"), output.lastIndexOf("]") + 1));
  const from = root.replaceAll("\\", "/");
  return tests.map(({ name, file }) => ({ name, file: file.replaceAll("\\", "/").replace(from, "") }));
}

/**
 * @param {readonly DocumentedPage[]} pages
 * @param {readonly ListedTest[]} tests
 * @returns {{ page: string, problems: readonly string[] }}
 */
export function coveragePage(pages, tests) {
  const run = tests.filter(({ file }) => file.startsWith(endToEnd));
  const rows = pages.flatMap((page) =>
    page.examples.map(([example, shows]) => {
      const prefix = `${page.title}, ${example}: `;
      return { page, example, shows, prefix, own: run.filter(({ name }) => name.startsWith(prefix)) };
    }),
  );
  const known = new Set(rows.flatMap(({ own }) => own));
  const problems = [
    ...rows.filter(({ own }) => own.length === 0).map(({ prefix }) => `No test is named "${prefix}…".`),
    ...run.filter((test) => !known.has(test)).map(({ name }) => `"${name}" is the test of no documented example.`),
  ];
  const sections = pages.map((page) =>
    section(
      page,
      rows.filter((row) => row.page === page),
      tests,
    ),
  );
  return { page: [head, ...sections].join("\n"), problems };
}

/**
 * @param {DocumentedPage} page
 * @param {readonly { example: string, shows: string, prefix: string, own: readonly ListedTest[] }[]} rows
 * @param {readonly ListedTest[]} tests
 */
function section({ title, source }, rows, tests) {
  const body = rows.map(({ example, shows, prefix, own }) => [
    example,
    shows,
    own.map(({ name, file }) => link(name.slice(prefix.length), file)).join("<br>"),
    alone(title, example, tests),
  ]);
  const from = source === undefined ? "" : `From [its page](${source}).\n\n`;
  return `## ${title}\n\n${from}${table([["Example", "Shows", "Run end to end", "Alone"], ...body])}`;
}

/**
 * The test files of one side alone for a numbered example: their tests name the page and the number.
 *
 * @param {string} title
 * @param {string} example
 * @param {readonly ListedTest[]} tests
 */
function alone(title, example, tests) {
  const number = /^example (\d+)$/.exec(example)?.[1];
  if (number === undefined) return "";
  const page = title.replace("Graph ", "").toLowerCase();
  const numbered = new RegExp(`\\bexamples? (\\d+ and )?${number}\\b`);
  const files = tests
    .filter(({ file }) => oneSided.some((folder) => file.startsWith(folder)))
    .filter(({ name }) => name.toLowerCase().includes(page) && numbered.test(name))
    .map(({ file }) => file);
  return [...new Set(files)]
    .sort()
    .map((file) => link(file.startsWith(oneSided[0] ?? "") ? "adapter" : "simulator", file))
    .join(", ");
}

/**
 * @param {string} text
 * @param {string} file
 */
function link(text, file) {
  return `[${text.replaceAll("|", "\\|")}](../${file})`;
}
