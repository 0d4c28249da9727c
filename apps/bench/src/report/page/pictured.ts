import type { Report } from "../report.js";

/** What the page shows as a picture: a glance, not the report. Group, table, and what stands above it. */
const shown: readonly (readonly [group: string, table: string, title: string])[] = [
  ["operations", "ACS: create", "Creating a call, ACS"],
  ["operations", "Graph: create", "Creating a call, Graph"],
  ["operations", "ACS: sendDtmf", "Sending tones, ACS"],
  ["operations", "Graph: sendDtmf", "Sending tones, Graph"],
  ["ingest", "ACS, a fresh token each", "Taking in callbacks, ACS"],
  ["ingest", "Graph, a fresh token each", "Taking in callbacks, Graph"],
  ["memory", "ACS, answered and connected", "Memory of a live call, ACS"],
  ["growth", "ACS, a key pressed", "An event, ACS"],
];

/** The part of a report that the page's picture is drawn of. */
export function pictured(report: Report): Report {
  const groups = shown.flatMap(([name, wanted, title]) =>
    report.groups
      .filter((group) => group.name === name)
      .map((group) => ({
        ...group,
        tables: group.tables.filter((table) => table.title === wanted).map((table) => ({ ...table, title })),
      })),
  );
  return { ...report, groups };
}
