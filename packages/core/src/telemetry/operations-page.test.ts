import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { logTable } from "./log-table.js";
import { metricTable } from "./metrics.js";

const page = readFileSync(new URL("../../../../docs/operations.md", import.meta.url), "utf8");

/** The rows below a heading, cell by cell. */
function rowsOf(heading: string): readonly (readonly string[])[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}

const code = (word: string) => `\`${word}\``;

/** As the page lists names: those that are not always there in brackets. */
function listed(always: readonly string[], sometimes: readonly string[]): string {
  const rest = sometimes.length === 0 ? [] : [`(${sometimes.map(code).join(", ")})`];
  return [...always.map(code), ...rest].join(", ");
}

test("docs/operations.md names every metric, with its kind, its unit and its attributes", () => {
  expect(rowsOf("Metrics").map((row) => row.slice(0, 3))).toEqual(
    Object.values(metricTable).map(({ name, instrument, unit, attributes, sometimes }) => [
      code(name),
      `${instrument}, ${code(unit)}`,
      listed(attributes, sometimes),
    ]),
  );
});

test("docs/operations.md names every line, with its level and its fields", () => {
  expect(rowsOf("Lines").map((row) => row.slice(0, 3))).toEqual(
    Object.values(logTable).map(({ level, message, fields, sometimes }) => [
      code(level),
      code(message),
      listed(fields, sometimes),
    ]),
  );
});
