import { expect, test } from "vitest";
import { pictured, pictureOf } from "./picture.js";
import { once, type Report } from "./report.js";

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

test("bars are proportional to their figures, and the longest fills the space", () => {
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

test("names are written as text, never as markup", () => {
  expect(pictureOf(report([{ name: "<script>", cells: [once(1)] }]))).toContain("&lt;script&gt;");
});

test("a table without a drawn column is left out", () => {
  expect(widths(pictureOf(report([{ name: "x", cells: [once(1)] }], false)))).toEqual([]);
});

test("it has colors for a dark page", () => {
  expect(pictureOf(report([{ name: "x", cells: [once(1)] }]))).toContain("prefers-color-scheme: dark");
});

const callbacks = (title: string, byHand: number, ours: number) => ({
  title,
  columns: ["a second"],
  rows: [
    { name: "bare node:http", cells: [once(40_000)] },
    { name: "by hand", cells: [once(byHand)] },
    { name: "Trunkline", ours: true, cells: [once(ours)] },
  ],
  drawn: { column: 0, better: "more" } as const,
});

const measured: Report = {
  node: "v20.19.0",
  machine: "a machine",
  quick: false,
  groups: [
    { name: "start-up", title: "Start-up", tables: [callbacks("import", 1, 2)], goals: [] },
    {
      name: "ingest",
      title: "Ingest",
      tables: [
        callbacks("ACS, a fresh token each", 4000, 6000),
        callbacks("ACS, one token for all", 4100, 6100),
        callbacks("Graph, a fresh token each", 3000, 5000),
      ],
      goals: [],
    },
  ],
};

test("each cloud has a panel with its alternative, and the other figures are left to the tables", () => {
  const tables = pictured(measured).groups.flatMap((group) => group.tables);
  expect(tables.map(({ title }) => title)).toEqual(["Callbacks"]);
  expect(tables[0]?.rows.map(({ name, cells }) => [name, cells[0]?.median])).toEqual([
    ["ACS: by hand", 4000],
    ["Trunkline", 6000],
    ["Graph: by hand", 3000],
    ["Trunkline", 5000],
  ]);
});
