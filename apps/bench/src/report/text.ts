import type { Spread } from "../measure/rounds.js";
import { type Goal, type GroupReport, isMet, type Report, type Table } from "./report.js";

/** The whole report for a terminal. */
export function textOf({ groups, node, machine, quick }: Report): string {
  const goals = groups.flatMap((group) => group.goals);
  return [
    `Node ${node} on ${machine}${quick ? ", quick: good for directions only" : ""}. Medians, and in brackets the middle half of the rounds.`,
    ...groups.map(groupText),
    ...(goals.length > 0 ? ["Goals", layOut([["", "wanted", "reached", ""], ...goals.map(goalRow)])] : []),
  ].join("\n\n");
}

function groupText({ title, tables }: GroupReport): string {
  return [title, ...tables.map(tableText)].join("\n\n");
}

function tableText({ title, columns, rows }: Table): string {
  return layOut([[title, ...columns], ...rows.map(({ name, cells }) => [`  ${name}`, ...cells.map(cellText)])]);
}

/** A figure, with the middle half of its rounds in brackets. */
export function cellText(cell: Spread | undefined): string {
  if (!cell) return "";
  const { median, low, high } = cell;
  if (low === high) return formatNumber(median);
  return `${formatNumber(median)} (${formatNumber(low)}–${formatNumber(high)})`;
}

function goalRow(goal: Goal): readonly string[] {
  return [`  ${goal.what}`, limitText(goal), formatNumber(goal.reached), isMet(goal) ? "yes" : "no"];
}

/** The limit of a goal, in words. */
export function limitText({ wanted }: Goal): string {
  return "atMost" in wanted ? `at most ${formatNumber(wanted.atMost)}` : `at least ${formatNumber(wanted.atLeast)}`;
}

/** Aligns the first column to the left, the others to the right. */
function layOut(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join("   ")
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join("\n");
}

/** Three significant digits: `0.412`, `41.2`, `412`, `41,200`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return "-";
  if (value === 0) return "0";
  const digits = Math.floor(Math.log10(Math.abs(value))) + 1;
  const rounded = Number(value.toPrecision(3));
  return digits >= 3 ? Math.round(rounded).toLocaleString("en-US") : rounded.toFixed(Math.min(3 - digits, 3));
}
