import type { Report, Row, Table } from "./report.js";
import { formatNumber } from "./text.js";

/** Readable on light and on dark backgrounds: a page that embeds the picture cannot set its colors. */
const style = `
text { font: 13px system-ui, sans-serif; fill: #1f2328; dominant-baseline: middle; }
.title { font-weight: 600; font-size: 14px; }
.unit { fill: #59636e; font-weight: 400; font-size: 12px; }
.name { text-anchor: end; }
.figure { font-variant-numeric: tabular-nums; }
.ours { fill: #0969da; }
.other { fill: #afb8c1; }
.spread { stroke: #1f2328; stroke-opacity: 0.6; stroke-width: 1.5; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .unit { fill: #9198a1; }
  .ours { fill: #4493f8; }
  .other { fill: #656c76; }
  .spread { stroke: #e6edf3; }
}`;

/** The report as a picture: one panel per table, one bar per contender, and a line for the middle half of its rounds. */
export function pictureOf({ groups }: Report): string {
  const panels = groups.flatMap(({ tables }) => tables.flatMap((table) => panelOf(table) ?? []));
  const drawn: string[] = [];
  let y: number = layout.margin;
  for (const panel of panels) {
    drawn.push(panel.at(layout.margin, y));
    y += panel.height + layout.gap;
  }
  const height = y - layout.gap + layout.margin;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${layout.width} ${height}" width="${layout.width}" height="${height}">`,
    `<title>Trunkline, measured</title>`,
    `<style>${style}</style>`,
    ...drawn,
    "</svg>",
    "",
  ].join("\n");
}

/** One panel of the picture: rows of several tables of the same form. */
interface Shown {
  readonly title: string;
  readonly group: string;
  /** Tables by their titles, with a prefix for the names of their rows. */
  readonly tables: readonly (readonly [title: string, before: string])[];
  /** The first words of the rows that are shown; absent: all rows. */
  readonly rows?: readonly string[];
}

/** The panels of the picture: an overview, each figure next to its alternative. The floors are only in the tables. */
const shown: readonly Shown[] = [
  {
    title: "A request",
    group: "operations",
    tables: [
      ["ACS: create", "create: "],
      ["ACS: sendDtmf", "sendDtmf: "],
      ["Graph: create", "create: "],
      ["Graph: sendDtmf", "sendDtmf: "],
    ],
    rows: ["bare", "Trunkline"],
  },
  {
    title: "Callbacks",
    group: "ingest",
    tables: [
      ["ACS, a fresh token each", "ACS: "],
      ["Graph, a fresh token each", "Graph: "],
    ],
    rows: ["by hand", "Trunkline"],
  },
  { title: "A live call, ACS", group: "memory", tables: [["ACS, answered and connected", ""]] },
  { title: "An event, ACS", group: "growth", tables: [["ACS, a key pressed", ""]] },
];

/** The part of a report that the picture shows. */
export function pictured(report: Report): Report {
  const groups = shown.flatMap((panel) =>
    report.groups
      .filter(({ name }) => name === panel.group)
      .map((group) => ({ ...group, tables: tablesOf(panel, group.tables) })),
  );
  return { ...report, groups };
}

function tablesOf({ title, tables: wanted, rows: begins = [""] }: Shown, tables: readonly Table[]): readonly Table[] {
  const found = wanted.flatMap(([wantedTitle, before]) =>
    tables.filter((table) => table.title === wantedTitle).map((table) => ({ table, before })),
  );
  const rows = found.flatMap(({ table, before }) =>
    table.rows
      .filter(({ name }) => begins.some((begin) => name.startsWith(begin)))
      .map((row): Row => ({ ...row, name: row.ours ? row.name : `${before}${row.name}` })),
  );
  return found.slice(0, 1).map(({ table }) => ({ ...table, title, rows }));
}

/** One comparison as bars. */
interface Panel {
  readonly height: number;
  /** Draws it with its upper left corner at a place. */
  at(x: number, y: number): string;
}

/** Draws the column that the table marks for drawing; `undefined` if it marks no column. */
function panelOf({ title, columns, rows, drawn }: Table): Panel | undefined {
  if (!drawn) return undefined;
  const values = rows.map(({ cells }) => cells[drawn.column]);
  const most = Math.max(...values.map((value) => value?.high ?? 0));
  const scale = (panelWidth - layout.names - layout.figures) / most;
  const unit = `${columns[drawn.column]}, ${drawn.better} is better`;
  const tops = topsOf(rows);
  return {
    height: (tops.at(-1) ?? layout.panelHead) + layout.barHeight,
    at(x, y) {
      const bars = rows.map(({ name, ours }, index) => {
        const value = values[index];
        const top = y + (tops[index] ?? 0);
        const middle = top + layout.barHeight / 2;
        const left = x + layout.names;
        const end = (value?.median ?? 0) * scale;
        const spread = `M${fixed(left + (value?.low ?? 0) * scale)} ${fixed(middle)}H${fixed(left + (value?.high ?? 0) * scale)}`;
        return [
          text("name", left - 8, middle, name),
          `<rect class="${ours ? "ours" : "other"}" x="${fixed(left)}" y="${fixed(top)}" width="${fixed(end)}" height="${layout.barHeight}" rx="2"/>`,
          `<path class="spread" d="${spread}"/>`,
          text(
            "figure",
            left + Math.max(end, (value?.high ?? 0) * scale) + 8,
            middle,
            formatNumber(value?.median ?? 0),
          ),
        ].join("");
      });
      const head = `${escaped(title)} <tspan class="unit">${escaped(unit)}</tspan>`;
      return [`<text class="title" x="${fixed(x)}" y="${fixed(y + 8)}">${head}</text>`, ...bars].join("\n");
    },
  };
}

/** Where each bar starts, relative to the panel's edge. After one of ours another comparison starts, if others follow. */
function topsOf(rows: readonly Row[]): readonly number[] {
  let top: number = layout.panelHead;
  return rows.map(({ ours }, index) => {
    if (index > 0) top += layout.barHeight + layout.barGap;
    if (rows[index - 1]?.ours && !ours) top += layout.groupGap;
    return top;
  });
}

function text(kind: string, x: number, y: number, words: string): string {
  return `<text class="${kind}" x="${fixed(x)}" y="${fixed(y)}">${escaped(words)}</text>`;
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function fixed(value: number): string {
  return `${Math.round(value * 10) / 10}`;
}

/** Sizes in the picture, in units of about a pixel. One narrow column, which a phone shows at full size. */
const layout = {
  width: 480,
  margin: 12,
  /** The space between panels. */
  gap: 28,
  panelHead: 26,
  barHeight: 16,
  barGap: 6,
  /** The space between two comparisons of a panel. */
  groupGap: 8,
  /** The space at the left for the names. */
  names: 190,
  /** The space at the right for the figures. */
  figures: 60,
} as const;

const panelWidth = layout.width - 2 * layout.margin;
