import type { Report } from "../report.js";
import { layout } from "./layout.js";
import { panelOf } from "./panel.js";

/** Readable on light and on dark: a page that embeds the picture has no say in its colors. */
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

/** The report as a picture: a panel a table, below each other; a bar a contender, a line for the middle half of its rounds. */
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
