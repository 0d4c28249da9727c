import { expect, test } from "vitest";
import { guaranteesPage } from "./guarantees-page.mjs";

const file = "packages/core/src/call.test.ts";
const promise = "A call ends once.";

function pageOf(name: string, tests: readonly string[], inFile = file) {
  return guaranteesPage(
    [{ about: "State", promises: [{ promise, proofs: [[file, name]] }] }],
    tests.map((full) => ({ name: full, file: inFile })),
  );
}

test("a promise stands above the tests that prove it", () => {
  const { page, problems } = pageOf("ends once", ["a call > ends once"]);
  expect(problems).toEqual([]);
  expect(page).toContain(`## State\n\n- ${promise}\n  - [ends once](../${file})\n`);
});

test("a test that is not there is a problem, and so is one of the same name elsewhere", () => {
  const missing = `${file} has no test "ends once", which is to prove: ${promise}`;
  expect(pageOf("ends once", ["a call > ends twice"]).problems).toEqual([missing]);
  expect(pageOf("ends once", ["a call > never ends once"]).problems).toEqual([missing]);
  expect(pageOf("ends once", ["a call > ends once"], "packages/core/src/other.test.ts").problems).toEqual([missing]);
});

test("a name may leave open what a table of cases fills in, and nothing else", () => {
  expect(pageOf("on …, it (a call) ends", ["calls > on graph, it (a call) ends"]).problems).toEqual([]);
  expect(pageOf("on …, it (a call) ends", ["on , it (a call) ends", "on graph, it a call ends"]).problems).toHaveLength(
    1,
  );
});

test("a promise without a test is a problem", () => {
  expect(guaranteesPage([{ about: "State", promises: [{ promise, proofs: [] }] }], []).problems).toEqual([
    `No test is named for "${promise}"`,
  ]);
});
