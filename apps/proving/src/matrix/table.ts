import type { Figures } from "./evidence.js";
import type { Run } from "./play-matrix.js";

const columns = [
  "sent",
  "acknowledged",
  "entries",
  "applied",
  "delivered",
  "handled",
  "lost",
  "twice",
] as const satisfies readonly (keyof Figures)[];

/** A row per kind of failpoint: the summed figures of all runs that died there. */
export function table(runs: readonly Run[]): string {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const name = run.points.map(({ site, moment }) => `${site} ${moment}`).join(", then ") || "no death";
    groups.set(name, [...(groups.get(name) ?? []), run]);
  }
  const head = ["where the instance dies", "runs", "deaths", ...columns, "takeover", "violations"];
  const rows = [...groups].map(([name, group]) => [name, ...cells(group)]);
  return layOut([head, ...rows, ["all", ...cells(runs)]]);
}

function cells(runs: readonly Run[]): readonly string[] {
  const sum = (read: (run: Run) => number) => `${runs.reduce((total, run) => total + read(run), 0)}`;
  const takeovers = runs.flatMap(({ takeoverMs }) => takeoverMs ?? []).sort((a, b) => a - b);
  const longest = takeovers.at(-1);
  return [
    `${runs.length}`,
    sum(({ deaths }) => deaths),
    ...columns.map((column) => sum(({ figures }) => figures[column])),
    longest === undefined ? "-" : `≤ ${(longest / 1000).toFixed(1)} s`,
    sum(({ violations }) => violations.length),
  ];
}

/** Aligns cells in columns: the first to the left, the others to the right. */
export function layOut(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  return rows.map((row) => `  ${line(row).trimEnd()}`).join("\n");
}
