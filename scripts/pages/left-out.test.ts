import { expect, test } from "vitest";
import { leftOutPage } from "./left-out.mjs";

const titles = { "a.test.ts": "A", "b.test.ts": "B" };
const kept = { group: "play", name: "a prompt is played", status: "passed" };
const skipped = { ...kept, status: "skipped", leftOut: "b has no play" };

test("a case that one adapter leaves out is a row with its reason, and the others keep it", () => {
  const { page, problems } = leftOutPage(titles, [
    { ...kept, file: "a.test.ts" },
    { ...skipped, file: "b.test.ts" },
  ]);
  expect(problems).toEqual([]);
  expect(page).toContain("| a prompt is played | kept | b has no play |");
  expect(page).toContain("| B       | 0    | 1  |");
});

test("a case that all keep is not on the page", () => {
  const tests = Object.keys(titles).map((file) => ({ ...kept, file }));
  expect(leftOutPage(titles, tests).page).not.toContain("a prompt is played");
});

test("a case that fails, one that is skipped without a reason, and an adapter without tests are problems", () => {
  const { problems } = leftOutPage(titles, [
    { ...kept, file: "a.test.ts", status: "failed" },
    { ...kept, file: "a.test.ts", status: "skipped", name: "another" },
  ]);
  expect(problems).toEqual([
    "b.test.ts has no tests.",
    'a.test.ts: "a prompt is played" fails.',
    'a.test.ts: "another" is left out without a reason.',
  ]);
});
