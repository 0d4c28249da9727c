import { expect, test } from "vitest";
import { guaranteesPage } from "./guarantees.mjs";
import { taggedTests } from "./tagged-tests.mjs";

const file = "packages/core/src/call.test.ts";
const sections = [{ about: "State", promises: { "state/ends-once": "A call ends once." } }];
const proof = { file, name: "a call > ends once", tags: ["state/ends-once"] };

test("a promise is followed by the tests with its tag", () => {
  const { page, problems } = guaranteesPage(sections, [proof]);
  expect(problems).toEqual([]);
  expect(page).toContain(`## State\n\n- A call ends once.\n  - [a call > ends once](../${file})\n`);
});

test("a promise without a test is a problem", () => {
  expect(guaranteesPage(sections, []).problems).toEqual(["No test is tagged state/ends-once."]);
});

test("a tag without a promise is a problem", () => {
  expect(guaranteesPage(sections, [proof, { ...proof, tags: ["state/end"] }]).problems).toEqual([
    `${file}: "a call > ends once" is tagged state/end, which docs/promises.json does not have.`,
  ]);
});

test("tags are read from tests, tables and groups, with the names of the enclosing groups", () => {
  const source = `
    describe.each(clouds)("a call on %s", () => {
      test("ends once", { tags: "state/ends-once" }, () => {});
      test.each(cases)("in $state.name, %i times", { timeout: 9, tags: ["a/b", "a/c"] }, () => {});
      test("bears no tag", { timeout: 9 }, () => {});
    });
    describe.runIf(redis)(\`of \${count} calls\`, { tags: "a/b" }, () => {
      it("every one ends", () => {});
    });`;
  expect(taggedTests(file, source)).toEqual([
    { file, name: "a call on … > ends once", tags: ["state/ends-once"] },
    { file, name: "a call on … > in …, … times", tags: ["a/b", "a/c"] },
    { file, name: "of … calls", tags: ["a/b"] },
  ]);
});
