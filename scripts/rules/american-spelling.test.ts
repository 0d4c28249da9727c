import { expect, test } from "vitest";
import { americanSpelling } from "./american-spelling.mjs";
import { Project } from "./project.mjs";

// Put together, so that this file keeps the rule itself.
const british = ["behavi", "our"].join("");

const found = (text: string) => americanSpelling.find(new Project({ "docs/page.md": text }));

test("a British spelling is named with its line", () => {
  expect(found(`one\nits ${british} is\n`)).toEqual([
    { path: "docs/page.md", line: 2, message: `says "${british}": the spelling is American.` },
  ]);
});

test("American words, and what a cloud itself says between quotes, are no violations", () => {
  expect(found(`behavior, canceled, installed, called, "the operation was ${["cancel", "led"].join("")}."`)).toEqual(
    [],
  );
});
