import { expect, test } from "vitest";
import { once, type Report } from "../report.js";
import { pictureOf } from "./picture.js";

const report = (rows: Report["groups"][number]["tables"][number]["rows"], drawn = true): Report => ({
  node: "v20.19.0",
  machine: "a machine",
  quick: false,
  groups: [
    {
      name: "g",
      title: "G",
      tables: [
        { title: "a < b", columns: ["CPU µs"], rows, ...(drawn ? { drawn: { column: 0, better: "less" } } : {}) },
      ],
      goals: [],
    },
  ],
});
const widths = (picture: string) =>
  [...picture.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));

test("bars are as long as their figures, the longest as long as there is room", () => {
  const picture = pictureOf(
    report([
      { name: "bare", cells: [once(100)] },
      { name: "Trunkline", ours: true, cells: [once(25)] },
    ]),
  );
  const [bare = 0, ours = 0] = widths(picture);
  expect(ours / bare).toBeCloseTo(0.25, 2);
  expect(picture).toContain('class="ours"');
});

test("the spread of the rounds is a line over the end of the bar", () => {
  const picture = pictureOf(report([{ name: "x", cells: [{ median: 50, low: 40, high: 100 }] }]));
  const [, from = "", to = ""] = /class="spread" d="M([\d.]+) [\d.]+H([\d.]+)"/.exec(picture) ?? [];
  const [width = 0] = widths(picture);
  expect((Number(to) - Number(from)) / width).toBeCloseTo(60 / 50, 2);
});

test("what is written in it is text, and never markup", () => {
  expect(pictureOf(report([{ name: "<script>", cells: [once(1)] }]))).toContain("&lt;script&gt;");
});

test("a table that says nothing of being drawn is left out", () => {
  expect(widths(pictureOf(report([{ name: "x", cells: [once(1)] }], false)))).toEqual([]);
});

test("it has colors for a dark page", () => {
  expect(pictureOf(report([{ name: "x", cells: [once(1)] }]))).toContain("prefers-color-scheme: dark");
});
