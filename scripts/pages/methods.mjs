import { existsSync } from "node:fs";
import { at } from "../lib/files.mjs";
import { runTests } from "./run-tests.mjs";
import { table } from "./table.mjs";
import { acsMethods } from "./vendor-methods.mjs";

/**
 * @typedef {import("./run-tests.mjs").TestRun} TestRun
 * @typedef {object} Seen What a test saw of a vendor's client: `packages/simulator/src/wire/seen.fixture.ts`.
 * @property {"ACS" | "Graph"} api
 * @property {string} [method]
 * @property {string} [operation]
 * @property {"served" | "not simulated" | "refused"} outcome
 * @property {string} [reason]
 * @typedef {{ readonly verb: string, readonly method: string, readonly path: string }} VerbRequest
 *   A request of a verb: `apps/proving/src/scenarios/requests`.
 * @typedef {Seen & { readonly test: TestRun }} Sight
 */

/** Tests with the vendors' clients against the simulator, and of the requests of every verb. */
const evidence = [
  "packages/simulator/src/acs/",
  "packages/simulator/src/graph/official-client.test.ts",
  "packages/simulator/src/graph/routes/",
  "packages/simulator/src/graph/unserved-operations.test.ts",
  "apps/proving/src/scenarios/requests/",
];

const head = `# Methods of the vendors' clients

Every public method of \`@azure/communication-call-automation\` 1.6, and every operation of calling in Microsoft Graph: what the simulator does with it, and
which of Trunkline's verbs makes the request. A method is simulated if a test calls it on the vendor's own, unmodified client and is served; the page names
the test that is most about it. What is not simulated is answered 501, which a test sees in the same way.

\`node scripts/pages.mjs methods\` runs those tests and makes this page from what they saw; \`npm run check\` fails when it is out of date, and when a method
was not seen at all.
`;

/** @returns {Promise<{ page: string, problems: readonly string[] }>} the text of docs/methods.md, and what is missing */
export async function methods() {
  return methodsPage(acsMethods(), await runTests(evidence), (path) => existsSync(at("docs", path)));
}

/**
 * @param {readonly string[]} acs every method of the ACS client
 * @param {readonly TestRun[]} tests
 * @param {(path: string) => boolean} hasPage whether there is such a page in docs
 */
export function methodsPage(acs, tests, hasPage) {
  const sights = tests.flatMap((test) => seenIn(test).map((seen) => ({ ...seen, test })));
  const graph = /** @type {readonly string[]} */ (tests.flatMap(({ meta }) => listIn(meta, "operations")));
  const verbs = (/** @type {string} */ provider, /** @type {RegExp} */ pattern) =>
    verbCell(requestsOf(tests, provider), pattern, hasPage);

  const acsRows = acs.flatMap((method) => {
    const own = sights.filter((sight) => sight.method === method);
    const operations = [...new Set(own.map(({ operation }) => operation ?? ""))].sort();
    return operations.map((operation) => {
      const cell = outcomeCell(
        own.filter((sight) => (sight.operation ?? "") === operation),
        sights,
      );
      return [method, code(operation), cell, operation && verbs("acs", patternOf(operation))];
    });
  });
  const graphRows = graph.map((operation) => {
    const own = sights.filter((sight) => sight.api === "Graph" && sight.operation === operation);
    return [
      code(operation),
      outcomeCell(own, sights),
      verbs("graph", patternOf(operation, "/(v1\\.0|beta)/communications/")),
    ];
  });
  const unseen = [
    ...acs.filter((method) => !sights.some((sight) => sight.method === method)),
    ...graph.filter((operation) => !sights.some((sight) => sight.api === "Graph" && sight.operation === operation)),
  ];
  const problems = [
    ...tests.filter(({ status }) => status === "failed").map(({ file, name }) => `${file}: "${name}" fails.`),
    ...unseen.map((name) => `No test asks for ${name} with the vendor's client.`),
    ...(graph.length === 0 ? ["No test names the operations of Graph."] : []),
  ];
  const sections = [
    `## ACS\n\n${table([["Method", "HTTP operation", "Simulated", "Verbs"], ...acsRows])}`,
    `## Graph\n\nBelow \`/communications\`. The client has no methods of its own for them: \`client.api(path).post(body)\`.\n\n${table([["HTTP operation", "Simulated", "Verbs"], ...graphRows])}`,
  ];
  return { page: [head, ...sections].join("\n"), problems };
}

/**
 * @param {readonly Sight[]} own of one operation
 * @param {readonly Sight[]} all
 */
function outcomeCell(own, all) {
  const served = own.filter(({ outcome }) => outcome === "served");
  if (served.some(({ operation }) => operation === undefined)) return "needs no request";
  const breadth = (/** @type {Sight} */ { test }) =>
    new Set(all.filter((sight) => sight.test === test).map(({ method, operation }) => `${method} ${operation}`)).size;
  const depth = (/** @type {Sight} */ { test }) => test.file.split("/").length;
  // The test that asks for the least beside it is the one that is about it; deep down are those of details.
  const [best] = served
    .map((sight) => ({ sight, rank: breadth(sight) * 100 + depth(sight) }))
    .sort((a, b) => a.rank - b.rank);
  if (best) return link(best.sight.test);
  const [missing] = own.filter(({ outcome }) => outcome === "not simulated");
  if (missing) return `501: ${missing.reason}`;
  const [refused] = own;
  return refused === undefined ? "" : `refused by the client itself: ${withoutAddress(refused.reason ?? "")}`;
}

/** @param {TestRun} test */
function link({ file, groups, name }) {
  return `[${[...groups, name].join(" > ").replaceAll("|", "\\|")}](../${file})`;
}

/** @param {string} reason */
function withoutAddress(reason) {
  return reason.replace(/^.*(?=Only URLs)/, "");
}

/**
 * @param {readonly TestRun[]} tests
 * @param {string} provider
 */
function requestsOf(tests, provider) {
  return /** @type {readonly VerbRequest[]} */ (tests.flatMap(({ meta }) => listIn(meta, `verbs of ${provider}`)));
}

/**
 * The verbs that make a request, with their pages.
 *
 * @param {readonly VerbRequest[]} requests
 * @param {RegExp} pattern
 * @param {(path: string) => boolean} hasPage
 */
function verbCell(requests, pattern, hasPage) {
  const names = requests.filter(({ method, path }) => pattern.test(`${method} ${path}`)).map(({ verb }) => verb);
  return [...new Set(names)]
    .sort()
    .map((verb) => {
      const page = `verbs/${verb.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.md`;
      return hasPage(page) ? `[${verb}](${page})` : verb;
    })
    .join(", ");
}

/**
 * @param {string} operation such as `POST calls/{call}/answer`
 * @param {string} [root] what comes before its path, as a pattern
 */
function patternOf(operation, root = "") {
  const [method = "", path = ""] = operation.split(" ");
  // Braces stand for an id, and Graph's actions may carry its namespace.
  const source = path.replace(/\{\w+\}/g, "[^/:]+").replace(/\/(\w+)$/, "/(microsoft\\.graph\\.)?$1");
  return new RegExp(`^${method} ${root}${source}$`);
}

/** @param {string} operation */
function code(operation) {
  return operation && `\`${operation}\``;
}

/** @param {TestRun} test */
function seenIn({ meta }) {
  return /** @type {readonly Seen[]} */ (listIn(meta, "seen"));
}

/**
 * @param {Readonly<Record<string, unknown>>} meta
 * @param {string} name
 * @returns {readonly unknown[]}
 */
function listIn(meta, name) {
  const list = meta?.[name];
  return Array.isArray(list) ? list : [];
}
