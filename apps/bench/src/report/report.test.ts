import { expect, test } from "vitest";
import { once, type Report, readReport } from "./report.js";

const report: Report = {
  node: "v20.19.0",
  machine: "m",
  quick: true,
  groups: [
    {
      name: "g",
      title: "G",
      tables: [
        {
          title: "t",
          columns: ["a", "b"],
          rows: [{ name: "r", ours: true, cells: [once(1), undefined] }],
          drawn: { column: 0, better: "less" },
        },
      ],
      goals: [{ what: "w", wanted: { atLeast: 3 }, reached: 2 }],
    },
  ],
};

test("a report that was written as JSON is read unchanged", () => {
  expect(readReport(JSON.stringify(report))).toEqual(report);
});

test("another file is refused", () => {
  expect(() => readReport('{"figures":[]}')).toThrow();
});
