/** Where things are in the picture, in its own units: about a pixel each. */
export const layout = {
  width: 960,
  margin: 24,
  columns: 2,
  gap: 32,
  panelHead: 34,
  barHeight: 18,
  barGap: 8,
  /** How far the bars begin to the right of a panel's edge: the names stand there. */
  names: 150,
  /** What is kept free at the right, for the figures. */
  figures: 130,
} as const;

/** How wide one panel is. */
export const panelWidth = (layout.width - 2 * layout.margin - (layout.columns - 1) * layout.gap) / layout.columns;
