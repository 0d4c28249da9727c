import { runTests } from "./run-tests.mjs";
import { table } from "./table.mjs";

/**
 * @typedef {object} SuiteTest One case of the suite, as Vitest reports it.
 * @property {string} file from the root
 * @property {string} group
 * @property {string} name
 * @property {string} status
 * @property {string} [leftOut] why it was skipped
 */

/** The adapters that are put through the suite here, by the file that does it. */
const adapters = {
  "packages/graph/src/conformance.test.ts": "Graph",
  "packages/acs/src/conformance.test.ts": "ACS",
  "docs/examples/src/third-party-adapter/conformance.test.ts": "Rented line",
};

const head = `# What the suite leaves out

Every adapter has to pass [the suite](../packages/conformance/README.md). A case is left out where what it tests does not exist: the provider lacks the
verb, does not report the event, or works in a way in which the question does not arise. This page has every such case of the two adapters for
Microsoft's clouds, and of the [rented line](examples/src/third-party-adapter/rented-line.ts), the model for adapters of others. All other cases are kept
by all three.

\`node scripts/pages.mjs left-out\` runs the suites and makes this page from what they report; \`npm run check\` fails when it is out of date.
`;

/** @returns {Promise<{ page: string, problems: readonly string[] }>} the text of docs/left-out.md, and what is wrong */
export async function leftOut() {
  const runs = await runTests(Object.keys(adapters));
  const tests = runs.map(({ file, groups, name, status, meta }) => ({
    file,
    group: groups.at(-1) ?? "",
    name,
    status,
    ...(typeof meta.leftOut === "string" ? { leftOut: meta.leftOut } : {}),
  }));
  return leftOutPage(adapters, tests);
}

/**
 * @param {Readonly<Record<string, string>>} titles of the adapters, by their files
 * @param {readonly SuiteTest[]} tests
 * @returns {{ page: string, problems: readonly string[] }}
 */
export function leftOutPage(titles, tests) {
  const columns = Object.entries(titles);
  const problems = [
    ...columns.filter(([file]) => !tests.some((test) => test.file === file)).map(([file]) => `${file} has no tests.`),
    ...tests.filter(({ status }) => status === "failed").map(({ file, name }) => `${file}: "${name}" fails.`),
    ...tests
      .filter(({ status, leftOut }) => status !== "passed" && status !== "failed" && leftOut === undefined)
      .map(({ file, name }) => `${file}: "${name}" is left out without a reason.`),
  ];
  const counts = columns.map(([file, title]) => {
    const own = tests.filter((test) => test.file === file);
    return [title, `${own.filter(({ leftOut }) => leftOut === undefined).length}`, `${own.length}`];
  });
  const isLeftOut = (/** @type {string} */ group, /** @type {string} */ name) =>
    tests.some((test) => test.group === group && test.name === name && test.leftOut !== undefined);
  // In the order of the suite, whichever adapter leaves a case out.
  const groups = [...new Set(tests.filter(({ group, name }) => isLeftOut(group, name)).map(({ group }) => group))];
  const sections = groups.map((group) => {
    const of = tests.filter((test) => test.group === group);
    const names = [...new Set(of.map(({ name }) => name))].filter((name) => isLeftOut(group, name));
    const rows = names.map((name) => [
      name,
      ...columns.map(([file]) => of.find((test) => test.file === file && test.name === name)?.leftOut ?? "kept"),
    ]);
    return `## ${group}\n\n${table([["Promise", ...columns.map(([, title]) => title)], ...rows])}`;
  });
  return { page: [head, table([["Adapter", "Kept", "Of"], ...counts]), ...sections].join("\n"), problems };
}
