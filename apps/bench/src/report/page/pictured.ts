import type { Report, Row, Table } from "../report.js";

/** One panel of the picture: rows of several tables of one form, one below the other. */
interface Shown {
  readonly title: string;
  readonly group: string;
  /** Tables by their titles, and what stands before the names of others' rows. */
  readonly tables: readonly (readonly [title: string, before: string])[];
  /** How the names of the rows begin that are shown; absent: all are. */
  readonly rows?: readonly string[];
}

/** What the page shows as a picture: a glance, not the report. Each beside what one would use instead; the floors are in the tables. */
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

/** The part of a report that the page's picture is drawn of. */
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
