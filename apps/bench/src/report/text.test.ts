import { expect, test } from "vitest";
import { once } from "./report.js";
import { formatNumber, textOf } from "./text.js";

test("a report is printed in aligned columns, with the spread in brackets, and goals at the end", () => {
  const text = textOf({
    node: "v20.19.0",
    machine: "2 × a processor",
    quick: false,
    groups: [
      {
        name: "g",
        title: "Group",
        tables: [
          {
            title: "ACS: create",
            columns: ["CPU µs", "of bare"],
            rows: [
              { name: "bare", cells: [{ median: 100, low: 90, high: 110 }, undefined] },
              { name: "Trunkline", ours: true, cells: [once(41.3), once(0.413)] },
            ],
          },
        ],
        goals: [
          { what: "less than bare", wanted: { atMost: 0.55 }, reached: 0.413 },
          { what: "more than half", wanted: { atLeast: 0.5 }, reached: 0.413 },
        ],
      },
    ],
  });
  expect(text).toBe(`Node v20.19.0 on 2 × a processor. Medians, and in brackets the middle half of the rounds.

Group

  ACS: create           CPU µs   of bare
    bare        100 (90.0–110)
    Trunkline             41.3     0.413

Goals

                             wanted   reached
    less than bare    at most 0.550     0.413   yes
    more than half   at least 0.500     0.413    no`);
});

test.each([
  [0, "0"],
  [0.0004, "0.000"],
  [0.413, "0.413"],
  [1, "1.00"],
  [41.26, "41.3"],
  [412.6, "413"],
  [41_260, "41,300"],
  [-3.456, "-3.46"],
  [Number.NaN, "-"],
])("%s is written as %s", (value, written) => {
  expect(formatNumber(value)).toBe(written);
});
