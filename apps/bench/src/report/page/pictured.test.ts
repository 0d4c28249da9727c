import { expect, test } from "vitest";
import { once, type Report } from "../report.js";
import { pictured } from "./pictured.js";

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

const report: Report = {
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

test("each cloud stands in one panel beside what one would use instead, and the rest is left to the tables", () => {
  const tables = pictured(report).groups.flatMap((group) => group.tables);
  expect(tables.map(({ title }) => title)).toEqual(["Callbacks"]);
  expect(tables[0]?.rows.map(({ name, cells }) => [name, cells[0]?.median])).toEqual([
    ["ACS: by hand", 4000],
    ["Trunkline", 6000],
    ["Graph: by hand", 3000],
    ["Trunkline", 5000],
  ]);
});
