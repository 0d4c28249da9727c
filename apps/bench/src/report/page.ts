import { isMet, type Report, type Row, type Table } from "./report.js";
import { cellText, formatNumber, limitText } from "./text.js";

/** The figures that a page can contain, by name. Each is made from the report alone. */
const blocks: Readonly<Record<string, (report: Report) => string>> = {
  machine: ({ node, machine, quick }) =>
    `Node ${node} on ${machine}${quick ? "; a quick run, good for directions only" : ""}.`,
  operations: (report) =>
    pivot("CPU µs a request", tablesOf(report, "operations"), [
      ["bare client", "bare", "CPU µs"],
      ["Trunkline", "Trunkline", "CPU µs"],
      ["floor", "floor", "CPU µs"],
      ["of the bare client", "Trunkline", "of the bare client"],
      ["of the floor", "Trunkline", "of the floor"],
    ]),
  "whole-call": (report) =>
    report.groups.some(({ name }) => name === "whole call")
      ? pivot("CPU µs a call", tablesOf(report, "whole call"), [
          ["by hand", "by hand", "CPU µs"],
          ["Trunkline", "Trunkline", "CPU µs"],
          ["of by hand", "Trunkline", "of by hand"],
        ])
      : "Not part of this run.",
  ingest: (report) =>
    pivot("callbacks a second", tablesOf(report, "ingest"), [
      ["bare `node:http`", "bare", "a second"],
      ["by hand", "by hand", "a second"],
      ["Trunkline", "Trunkline", "a second"],
      ["of by hand", "Trunkline", "of by hand"],
      ["of `node:http`", "Trunkline", "of bare node:http"],
    ]),
  latency: (report) =>
    pivot("ms at half of its own rate", tablesOf(report, "ingest"), [
      ["by hand, p50", "by hand", "p50 ms at half load"],
      ["Trunkline, p50", "Trunkline", "p50 ms at half load"],
      ["by hand, p99", "by hand", "p99 ms at half load"],
      ["Trunkline, p99", "Trunkline", "p99 ms at half load"],
    ]),
  memory: (report) => asTheyAre(tablesOf(report, "memory")),
  growth: (report) => asTheyAre(tablesOf(report, "growth")),
  "start-up": (report) => asTheyAre(tablesOf(report, "start-up")),
  store: (report) => asTheyAre(tablesOf(report, "store")),
  simulator: (report) => asTheyAre(tablesOf(report, "simulator")),
  goals: ({ groups }) =>
    markdownTable(
      ["goal", "wanted", "reached", ""],
      groups
        .flatMap(({ goals }) => goals)
        .map((goal) => [goal.what, limitText(goal), formatNumber(goal.reached), isMet(goal) ? "yes" : "no"]),
    ),
};

function tablesOf({ groups }: Report, name: string): readonly Table[] {
  const group = groups.find((one) => one.name === name);
  if (!group) throw new RangeError(`the report has no group "${name}": run all of them`);
  return group.tables;
}

/** Several tables of the same form in one, with a row for each. A figure is named by the start of its row's name and by its column. */
function pivot(
  title: string,
  tables: readonly Table[],
  figures: readonly (readonly [head: string, row: string, column: string])[],
): string {
  return markdownTable(
    [title, ...figures.map(([head]) => head)],
    tables.map((table) => [table.title, ...figures.map(([, row, column]) => figureOf(table, row, column))]),
  );
}

function figureOf({ columns, rows }: Table, row: string, column: string): string {
  const cell = rows.find(({ name }) => name.startsWith(row))?.cells[columns.indexOf(column)];
  return column.startsWith("of ") ? cellText(cell) : cell ? formatNumber(cell.median) : "";
}

function asTheyAre(tables: readonly Table[]): string {
  const cells = ({ name, cells }: Row) => [name, ...cells.map(cellText)];
  return tables.map(({ title, columns, rows }) => markdownTable([title, ...columns], rows.map(cells))).join("\n\n");
}

const block = /(<!-- figures: ([\w-]+) -->\n).*?(<!-- \/figures -->)/gs;

/**
 * Fills figures into a page: replaces the text between `<!-- figures: memory -->` and `<!-- /figures -->`, and nothing else.
 * @throws RangeError when the page names unknown figures, or the report lacks them.
 */
export function fillIn(page: string, report: Report): string {
  return page.replace(block, (_, begin: string, name: string, end: string) => {
    const make = blocks[name];
    if (!make) throw new RangeError(`there are no figures "${name}". There are: ${Object.keys(blocks).join(", ")}`);
    return `${begin}\n${make(report)}\n\n${end}`;
  });
}

/** A table in Markdown with aligned columns: the first to the left, the others to the right. */
function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length), 3));
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => pad(row[column] ?? "", width, column)).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}

function pad(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}
