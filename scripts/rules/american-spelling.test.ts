import { expect, test } from "vitest";
import { americanSpelling } from "./american-spelling.mjs";
import { Project } from "./project.mjs";

// Put together, so that this file itself keeps the rule.
const british = ["behavi", "our"].join("");

const found = (text: string) => americanSpelling.find(new Project({ "docs/page.md": text }));

test("a British spelling is reported with its line", () => {
  expect(found(`one\nits ${british} is\n`)).toEqual([
    { path: "docs/page.md", line: 2, message: `says "${british}": the spelling is American.` },
  ]);
});

test("American words, and a cloud's own words in quotes, are allowed", () => {
  expect(found(`behavior, canceled, installed, called, "the operation was ${["cancel", "led"].join("")}."`)).toEqual(
    [],
  );
});
