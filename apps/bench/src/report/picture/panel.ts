import { formatNumber } from "../format-number.js";
import type { Row, Table } from "../report.js";
import { layout, panelWidth } from "./layout.js";

/** One comparison as bars. */
interface Panel {
  readonly height: number;
  /** Drawn with its upper left corner at a place. */
  at(x: number, y: number): string;
}

/** Draws the column of a table that is to be drawn; `undefined` where there is none. */
export function panelOf({ title, columns, rows, drawn }: Table): Panel | undefined {
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

/** Where each bar begins, below the panel's edge. After one of ours another comparison begins, if others follow. */
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
