/**
 * @typedef {import("./list-tests.mjs").ListedTest} ListedTest
 * @typedef {import("./promises/promised.mjs").Guarantees} Guarantees
 * @typedef {import("./promises/promised.mjs").Promised} Promised
 */

const head = `# Guarantees

What Trunkline promises, one sentence each, and below it the tests that fail when it is not kept. Made from the names of the tests by
\`node scripts/guarantees-table.mjs\`; \`npm run check\` says when it is out of date, and fails when a test is not there. \`…\` in a
name stands for the cases of a table. Those that need a Redis start one, and tell you when there is none.
`;

/**
 * @param {readonly Guarantees[]} promises
 * @param {readonly ListedTest[]} tests
 * @returns {{ readonly page: string, readonly problems: readonly string[] }} the text of docs/guarantees.md, and what is missing
 */
export function guaranteesPage(promises, tests) {
  const named = promises.flatMap(({ promises: own }) =>
    own.flatMap(({ promise, proofs }) =>
      proofs.flatMap(([file, ...names]) => names.map((name) => ({ promise, file, name }))),
    ),
  );
  const proven = new Set(named.map(({ promise }) => promise));
  const problems = [
    ...promises
      .flatMap(({ promises: own }) => own)
      .filter(({ promise }) => !proven.has(promise))
      .map(({ promise }) => `No test is named for "${promise}"`),
    ...named
      .filter(({ file, name }) => !tests.some((test) => test.file === file && bears(test.name, name)))
      .map(({ promise, file, name }) => `${file} has no test "${name}", which is to prove: ${promise}`),
  ];
  return { page: [head, ...promises.map(section)].join("\n"), problems };
}

/**
 * Whether a test's full name ends with the name that a proof gives it.
 *
 * @param {string} full
 * @param {string} name
 */
function bears(full, name) {
  const parts = name.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(^| > )${parts.join(".+")}$`).test(full);
}

/** @param {Guarantees} guarantees */
function section({ about, promises }) {
  return `## ${about}\n\n${promises.map(item).join("")}`;
}

/** @param {Promised} promised */
function item({ promise, proofs }) {
  const links = proofs.flatMap(([file, ...names]) => names.map((name) => `  - [${name}](../${file})\n`));
  return `- ${promise}\n${links.join("")}`;
}
