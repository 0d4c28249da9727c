import { describe, expect, test } from "vitest";
import { thisProject } from "./project.mjs";
import { describeViolation, rules } from "./rules.mjs";

describe("this repository keeps its own rules", () => {
  const project = thisProject();

  test.each(rules)("$name", { timeout: 30_000 }, (rule) => {
    expect(rule.find(project).map(describeViolation)).toEqual([]);
  });
});
